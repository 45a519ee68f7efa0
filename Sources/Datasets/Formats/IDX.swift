import SystemPackage
import Tensors

/// The IDX format of the MNIST files, for unsigned bytes.
///
/// Two zero bytes, the element type (0x08 for unsigned bytes), the rank, one big-endian 32-bit size
/// for each axis, then the elements in row-major order. Specification: the page of the MNIST
/// database (LeCun, Cortes, Burges).
public enum IDX {
  private static let unsignedByte: UInt8 = 0x08

  /// Parses one whole file.
  ///
  /// - Parameters:
  ///   - file: named in errors only.
  ///   - expected: the sizes that the file must have, `nil` for any size of at least one. `nil`
  ///     instead of the list accepts every shape.
  /// - Throws: ``DatasetError/truncated(file:found:expected:)``,
  ///   ``DatasetError/oversized(file:found:expected:)``,
  ///   ``DatasetError/wrongMagic(file:found:)``, ``DatasetError/wrongElementType(file:found:)``,
  ///   ``DatasetError/wrongShape(file:found:expected:)``.
  public static func parse(
    _ bytes: [UInt8], file: FilePath, expecting expected: [Int?]? = nil
  ) throws(DatasetError) -> Tensor<UInt8> {
    let (dimensions, headerSize) = try header(of: bytes, file: file)
    if let expected {
      let fits =
        dimensions.count == expected.count
        && zip(dimensions, expected).allSatisfy { size, wanted in
          wanted.map { $0 == size } ?? (size > 0)
        }
      guard fits else { throw .wrongShape(file: file, found: dimensions, expected: expected) }
    }
    var count = 1
    for dimension in dimensions {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      // No file has that many bytes, whatever follows the header.
      guard !overflow, product <= Int.max / 2 else {
        throw .truncated(file: file, found: bytes.count, expected: .max)
      }
      count = product
    }
    let size = headerSize + count
    guard bytes.count >= size else {
      throw .truncated(file: file, found: bytes.count, expected: size)
    }
    guard bytes.count == size else {
      throw .oversized(file: file, found: bytes.count, expected: size)
    }
    return Tensor(shape: Shape(dimensions), elements: bytes[headerSize...])
  }

  /// The sizes and the number of bytes before the first element.
  private static func header(
    of bytes: [UInt8], file: FilePath
  ) throws(DatasetError) -> (dimensions: [Int], size: Int) {
    guard bytes.count >= 4 else { throw .truncated(file: file, found: bytes.count, expected: 4) }
    guard bytes[0] == 0, bytes[1] == 0 else {
      throw .wrongMagic(file: file, found: bigEndian(bytes, at: 0))
    }
    guard bytes[2] == unsignedByte else {
      throw .wrongElementType(file: file, found: bytes[2])
    }
    let rank = Int(bytes[3])
    let size = 4 + 4 * rank
    guard bytes.count >= size else {
      throw .truncated(file: file, found: bytes.count, expected: size)
    }
    return ((0..<rank).map { Int(bigEndian(bytes, at: 4 + 4 * $0)) }, size)
  }

  private static func bigEndian(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
  }
}

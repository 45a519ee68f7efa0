import CZlib
import Glibc
import SystemPackage

@testable import Datasets

/// A folder of its own for one test, removed with everything in it when the test ends.
final class TemporaryFolder {
  let path: FilePath

  init() throws {
    var template = Array("/tmp/pipe-datasets-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
    path = FilePath(String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self))
  }

  deinit { Self.remove(path) }

  @discardableResult
  func write(_ bytes: [UInt8], to name: String, in subfolder: String? = nil) throws -> FilePath {
    var folder = path
    if let subfolder {
      folder.append(subfolder)
      mkdir(folder.string, 0o755)
    }
    let file = folder.appending(name)
    let descriptor = try FileDescriptor.open(
      file, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
    try descriptor.closeAfter { _ = try descriptor.writeAll(bytes) }
    return file
  }

  private static func remove(_ folder: FilePath) {
    if let directory = opendir(folder.string) {
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { remove(folder.appending(name)) }
      }
      closedir(directory)
    }
    _ = Glibc.remove(folder.string)
  }
}

/// An IDX file of unsigned bytes.
func idx(_ dimensions: [Int], _ elements: [UInt8], type: UInt8 = 0x08) -> [UInt8] {
  [0, 0, type, UInt8(dimensions.count)]
    + dimensions.flatMap { size in (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * $0)) }
    }
    + elements
}

/// One gzip member, packed by zlib.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  deflateInit2_(
    &stream, 6, Z_DEFLATED, 16 + 15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
    Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 64)
  let count = input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(output.count)
      deflate(&stream, Z_FINISH)
      return output.count - Int(stream.avail_out)
    }
  }
  return Array(output[..<count])
}

/// Four files of the shape of MNIST: `train` and `test` images, image i filled with the value i.
func smallSet(train: Int = 5, test: Int = 3) -> [(name: String, bytes: [UInt8])] {
  func images(_ count: Int) -> [UInt8] {
    idx([count, 28, 28], (0..<count).flatMap { [UInt8](repeating: UInt8($0), count: 784) })
  }
  func labels(_ count: Int) -> [UInt8] { idx([count], (0..<count).map { UInt8($0 % 10) }) }
  return [
    ("train-images-idx3-ubyte", images(train)), ("train-labels-idx1-ubyte", labels(train)),
    ("t10k-images-idx3-ubyte", images(test)), ("t10k-labels-idx1-ubyte", labels(test)),
  ]
}

/// A tar archive as POSIX.1-1988 has it; a name that ends in `/` is a folder.
func tar(_ members: [(name: String, bytes: [UInt8])]) -> [UInt8] {
  func octal(_ number: Int, _ count: Int) -> [UInt8] {
    let digits = String(number, radix: 8)
    return Array((String(repeating: "0", count: count - 1 - digits.count) + digits).utf8) + [0]
  }
  func padded(_ bytes: [UInt8], to unit: Int) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: (unit - bytes.count % unit) % unit)
  }
  var archive: [UInt8] = []
  for (name, bytes) in members {
    let isFolder = name.hasSuffix("/")
    var header = padded(Array(name.utf8), to: 100) + octal(0o644, 8) + octal(0, 8) + octal(0, 8)
    header += octal(bytes.count, 12) + octal(0, 12) + Array("        ".utf8)
    header += Array(isFolder ? "5".utf8 : "0".utf8) + [UInt8](repeating: 0, count: 100)
    header = padded(header + Array("ustar\u{0}00".utf8), to: 512)
    let sum = header.reduce(0) { $0 + Int($1) }
    header.replaceSubrange(148..<156, with: octal(sum, 7) + [32])
    archive += header + padded(bytes, to: 512)
  }
  return archive + [UInt8](repeating: 0, count: 1024)
}

/// Six files of the shape of CIFAR-10, two records each. Value p of channel c of training example i is
/// p + i + 80 c, modulo 256; its label is i.
func smallCIFAR() -> [(name: String, bytes: [UInt8])] {
  func record(_ example: Int) -> [UInt8] {
    [UInt8(example)]
      + (0..<3072).map { UInt8(truncatingIfNeeded: $0 % 1024 + example + $0 / 1024 * 80) }
  }
  return (0..<5).map { ("data_batch_\($0 + 1).bin", record(2 * $0) + record(2 * $0 + 1)) }
    + [("test_batch.bin", record(0) + record(1))]
}

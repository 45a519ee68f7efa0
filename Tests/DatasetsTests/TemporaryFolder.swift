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

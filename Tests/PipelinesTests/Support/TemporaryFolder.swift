import Artifacts
import Glibc
import SystemPackage

/// A folder of its own for one test, removed with it.
final class TemporaryFolder: Sendable {
  let path: FilePath

  init() {
    var template = Array("/tmp/pipe-test-XXXXXX".utf8CString)
    path = FilePath(String(cString: mkdtemp(&template)))
  }

  deinit { try? FileSystem.removeTree(path) }

  func object(_ record: Receipt.Output) -> FilePath {
    path.appending("objects/\(record.digest.hex.prefix(2))/\(record.digest.hex).json")
  }
}

extension FileSystem {
  /// Damages a file by one bit in its middle, as a failing disk would.
  static func flipByte(of path: FilePath) throws {
    var bytes = try read(path)
    bytes[bytes.count / 2] ^= 1
    chmod(path.string, 0o644)
    let file = try FileDescriptor.open(path, .writeOnly, options: .truncate)
    try file.closeAfter { _ = try file.writeAll(bytes) }
  }
}

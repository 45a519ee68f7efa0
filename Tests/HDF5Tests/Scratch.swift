import Glibc
import Testing

/// A folder of its own for one test, removed with everything in it afterwards.
struct Scratch: ~Copyable {
  let path: String

  init() throws {
    var template = Array("/tmp/hdf5-tests-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  deinit { _ = try? output(of: "rm -rf '\(path)'") }
}

func bytes(of path: String) throws -> [UInt8] {
  let stream = try #require(fopen(path, "rb"))
  defer { fclose(stream) }
  var contents: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&buffer, 1, buffer.count, stream)
    guard count > 0 else { return contents }
    contents += buffer[..<count]
  }
}

func write(_ bytes: [UInt8], to path: String) throws {
  let stream = try #require(fopen(path, "wb"))
  let written = fwrite(bytes, 1, bytes.count, stream)
  try #require(fclose(stream) == 0 && written == bytes.count)
}

/// What a command prints, and how it ended.
func output(of command: String) throws -> (text: String, status: Int32) {
  let stream = try #require(popen(command, "r"))
  var contents: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&buffer, 1, buffer.count, stream)
    guard count > 0 else { break }
    contents += buffer[..<count]
  }
  return (String(decoding: contents, as: UTF8.self), pclose(stream))
}

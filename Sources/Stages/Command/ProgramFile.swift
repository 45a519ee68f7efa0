import Artifacts
import Pipelines
import SystemPackage

/// A file beside the pipeline file that a command needs, such as a script.
///
/// Its bytes are part of the stage key, and what runs is a copy of just those bytes.
struct ProgramFile {
  /// The path from the folder of the pipeline file on; the program sees it as `files/<name>`.
  let name: String
  private let path: FilePath
  private let location: SourceLocation

  /// - Throws: `SpecificationError` for a path that leads out of the folder of the pipeline file.
  init(_ name: String, at location: SourceLocation) throws(SpecificationError) {
    let components = name.split(separator: "/", omittingEmptySubsequences: false)
    guard components.allSatisfy({ !["", ".", ".."].contains($0) }), !name.contains("\0") else {
      throw SpecificationError(
        "'\(name)' must be a path below the folder of the pipeline file, such as programs/a.py",
        at: location)
    }
    self.name = name
    self.location = location
    path = FilePath(location.file).removingLastComponent().appending(name)
  }

  /// - Throws: `SpecificationError` if the file cannot be read.
  func bytes() throws -> [UInt8] {
    do {
      return try FileSystem.read(path)
    } catch {
      throw SpecificationError("a program file is missing: \(error)", at: location)
    }
  }
}

extension [ProgramFile] {
  /// What enters the stage key, given the bytes of the files in their order.
  func identity(_ contents: [[UInt8]]) -> JSONValue {
    var digests: JSONObject = [:]
    for (file, bytes) in zip(self, contents) { digests[file.name] = .string(Digest(of: bytes).hex) }
    return ["files": .object(digests)]
  }
}

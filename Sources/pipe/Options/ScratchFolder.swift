import Artifacts
import Glibc
import SystemPackage

/// A folder for things that nobody needs afterwards.
enum ScratchFolder {
  /// Gives `body` a new folder, under TMPDIR or /tmp, and removes it afterwards.
  ///
  /// - Throws: `FileError` if it cannot be made; what `body` throws.
  static func use<Result>(_ body: (FilePath) throws -> Result) throws -> Result {
    let parent = environmentValue("TMPDIR") ?? "/tmp"
    var template = Array("\(parent)/pipe-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw FileError("create a folder in", FilePath(parent), Errno(rawValue: errno))
    }
    let folder = FilePath(String(cString: made))
    defer { try? FileSystem.removeTree(folder) }
    return try body(folder)
  }
}

import SystemPackage

/// A path as plain text.
///
/// `FilePath` is for the interface. It checks its form on every step, which in a debug build, where
/// its module is not optimised, takes longer than the system calls; a cached run makes tens of
/// thousands of paths.
struct Path: Hashable, Sendable {
  let string: String

  init(_ string: String) { self.string = string }

  init(_ path: FilePath) { string = path.string }

  var filePath: FilePath { FilePath(string) }

  /// The path of a file in this folder.
  func appending(_ name: String) -> Path { Path("\(string)/\(name)") }

  /// The folder that the file is in: `.` for a bare name, and `/` for itself.
  var parent: Path {
    guard let slash = string.utf8.lastIndex(of: UInt8(ascii: "/")) else { return Path(".") }
    return slash == string.startIndex ? Path("/") : Path(String(string[..<slash]))
  }

  /// What follows the last slash.
  var name: String {
    guard let slash = string.utf8.lastIndex(of: UInt8(ascii: "/")) else { return string }
    return String(string[string.utf8.index(after: slash)...])
  }
}

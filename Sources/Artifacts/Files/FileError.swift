import SystemPackage

/// A system call on a file that failed.
public struct FileError: Error, Equatable, Sendable {
  /// What was tried, as a verb: "read", "create", "rename".
  public let operation: String
  public let path: FilePath
  public let code: Errno

  public init(_ operation: String, _ path: FilePath, _ code: Errno) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  init(_ operation: String, _ path: Path, _ code: Errno) {
    self.init(operation, path.filePath, code)
  }

  /// The disk or the quota is full.
  public var isFull: Bool { code == .noSpace || code == .diskQuotaExceeded }

  /// Nothing can be written here: a read-only file system, missing permission, or a file where a
  /// folder should be.
  public var isForbidden: Bool {
    code == .readOnlyFileSystem || code == .permissionDenied || code == .notPermitted
      || code == .notDirectory
  }
}

extension FileError: CustomStringConvertible {
  public var description: String {
    let reason =
      if isFull {
        "the disk is full; make room, for example by removing unused results"
      } else {
        switch code {
        case .readOnlyFileSystem: "the file system is read-only"
        case .permissionDenied, .notPermitted: "permission denied"
        case .noSuchFileOrDirectory: "no such file or folder"
        case .notDirectory: "a part of the path is a file and not a folder"
        case .tooManyOpenFiles: "too many open files; raise the limit with `ulimit -n`"
        default: "\(code)"
        }
      }
    return "cannot \(operation) \(path): \(reason)"
  }
}

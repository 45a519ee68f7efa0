import Synchronization
import SystemPackage

/// A process's own folder under `tmp/`, with a lock that tells others it is alive.
///
/// The lock `tmp/<id>.lock` is taken before the folder `tmp/<id>` is made and dropped after it is
/// removed. Whoever can take the lock of another knows that its process is dead.
final class Workspace: Sendable {
  private let folder: Path
  private let lockPath: Path
  private let lock: Mutex<FileLock?>
  private let counter = Atomic<Int>(0)

  /// - Throws: `FileError`.
  init(in temporary: Path) throws(FileError) {
    while true {
      let id = Self.makeID()
      let path = temporary.appending("\(id).lock")
      guard let lock = try FileLock.tryAcquire(path) else { continue }
      folder = temporary.appending(id)
      lockPath = path
      self.lock = Mutex(lock)
      break
    }
    try FileSystem.createDirectory(folder)
  }

  deinit {
    try? FileSystem.removeTree(folder)
    try? FileSystem.remove(lockPath)
  }

  /// A new name in the folder.
  func path(fileExtension: String) -> Path {
    let number = counter.add(1, ordering: .relaxed).newValue
    return folder.appending("\(number).\(fileExtension)")
  }

  private static let prefix = "process-"

  /// `process-` and sixteen hexadecimal digits.
  private static func makeID() -> String {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    return prefix + String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  private static func isID(_ name: some StringProtocol) -> Bool {
    name.hasPrefix(prefix) && name.dropFirst(prefix.count).count == 16
      && name.dropFirst(prefix.count).allSatisfy(\.isHexDigit)
  }

  /// Removes what dead processes have left, and nothing else that may lie there.
  ///
  /// - Throws: `FileError`.
  static func sweep(_ temporary: Path) throws(FileError) {
    for name in try FileSystem.list(temporary) {
      let path = temporary.appending(name)
      if name.hasSuffix(".lock"), isID(name.dropLast(5)) {
        guard let lock = try? FileLock.tryAcquire(path, mode: .lockingExisting) else { continue }
        try FileSystem.removeTree(temporary.appending(String(name.dropLast(5))))
        try lock.releaseRemoving()
      } else if isID(name), FileSystem.status(of: temporary.appending("\(name).lock")) == nil {
        try FileSystem.removeTree(path)
      }
    }
  }
}

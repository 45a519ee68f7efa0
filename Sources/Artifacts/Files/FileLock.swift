import SystemPackage

/// An exclusive `flock` on a file, which the kernel drops when the process dies.
///
/// The file may be removed at any time, by the holder or by anyone: a lock on a file that its path
/// no longer names does not count, and is taken again on the new one.
struct FileLock: ~Copyable {
  private let file: OpenFile
  let path: Path

  private init(file: consuming OpenFile, path: Path) {
    self.file = file
    self.path = path
  }

  /// Takes the lock unless someone holds it; makes the file.
  ///
  /// - Throws: `FileError`.
  static func tryAcquire(
    _ path: Path, mode: OpenFile.Mode = .locking
  ) throws(FileError) -> FileLock? {
    while true {
      let file = try OpenFile(path, mode, operation: "lock")
      guard try file.tryLock() else { return nil }
      if try isNamed(file, by: path) { return FileLock(file: file, path: path) }
    }
  }

  /// Waits for the lock; makes the file.
  ///
  /// - Throws: `FileError`.
  static func acquire(_ path: Path) throws(FileError) -> FileLock {
    while true {
      let file = try OpenFile(path, .locking, operation: "lock")
      try file.lock()
      if try isNamed(file, by: path) { return FileLock(file: file, path: path) }
    }
  }

  private static func isNamed(
    _ file: borrowing OpenFile, by path: Path
  ) throws(FileError) -> Bool {
    guard let named = FileSystem.status(of: path) else { return false }
    return named.isSameFile(as: try file.status())
  }

  /// Replaces what the file says, and waits until it is on the disk.
  func write(_ bytes: [UInt8]) throws(FileError) {
    try file.truncate()
    try file.write(bytes)
    try file.synchronize()
  }

  /// Replaces what the file says, for human readers only.
  func note(_ bytes: [UInt8]) {
    try? file.truncate()
    try? file.write(bytes)
  }

  /// Removes the file, then drops the lock.
  consuming func releaseRemoving() throws(FileError) {
    try FileSystem.remove(path)
  }
}

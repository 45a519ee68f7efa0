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

  /// Whether the file is there and nobody holds its lock.
  static func isFree(_ path: Path) -> Bool {
    guard let lock = try? tryAcquire(path, mode: .lockingExisting) else { return false }
    _ = consume lock
    return true
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

  /// Empties the file.
  func truncate() throws(FileError) { try file.truncate() }

  /// Adds to what was written through this lock.
  func append(_ bytes: [UInt8]) throws(FileError) { try file.write(bytes) }

  /// Waits until what was written is on the disk.
  func synchronize() throws(FileError) { try file.synchronize() }

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

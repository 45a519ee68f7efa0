/// A file that is written piece by piece and takes the place of another when it is complete.
///
/// It is called `.name.tmp` until then, and removed if it is never completed.
struct FileReplacement: ~Copyable {
  private let lock: FileLock
  private let path: Path
  private var isComplete = false

  /// Waits while another writer replaces the same file.
  ///
  /// - Throws: `FileError`.
  init(of path: Path) throws(FileError) {
    let lock = try FileLock.acquire(path.parent.appending(".\(path.name).tmp"))
    try lock.truncate()
    self.lock = lock
    self.path = path
  }

  deinit {
    // While the lock is held: the next writer makes a new file.
    if !isComplete { try? FileSystem.remove(lock.path) }
  }

  func write(_ bytes: [UInt8]) throws(FileError) { try lock.append(bytes) }

  /// Waits until the file is on the disk, and puts it in its place.
  ///
  /// - Throws: `FileError`; the old file is untouched then.
  mutating func commit() throws(FileError) {
    try lock.synchronize()
    try FileSystem.rename(lock.path, to: path)
    isComplete = true
    try FileSystem.synchronize(directory: path.parent)
  }
}

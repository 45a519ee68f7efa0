import SystemPackage

/// A file that is written over several attempts, and takes the place of another when it is complete.
///
/// It is called `.NAME.part` until then. Unlike a ``FileReplacement`` it stays when its writer stops or
/// dies, so that the next one goes on where it was. One process at a time can have it.
public struct GrowingFile: ~Copyable {
  private let lock: FileLock
  private let destination: Path

  private init(lock: consuming FileLock, destination: Path) {
    self.lock = lock
    self.destination = destination
  }

  /// The beginnings of a file; nil while another process has them.
  ///
  /// - Throws: `FileError`.
  public static func tryOpen(for destination: FilePath) throws(FileError) -> GrowingFile? {
    let destination = Path(destination)
    let path = destination.parent.appending(".\(destination.name).part")
    guard let lock = try FileLock.tryAcquire(path, mode: .appending) else { return nil }
    return GrowingFile(lock: lock, destination: destination)
  }

  /// Bytes that are there.
  public var size: Int { FileSystem.size(of: lock.path) ?? 0 }

  /// SHA-256 of what is there.
  ///
  /// - Throws: `FileError`.
  public func digest() throws(FileError) -> Digest {
    try FileSystem.fingerprint(of: lock.path).digest
  }

  /// Adds bytes at the end.
  ///
  /// - Throws: `FileError`.
  public func append(_ bytes: [UInt8]) throws(FileError) { try lock.append(bytes) }

  /// Starts again.
  ///
  /// - Throws: `FileError`.
  public func truncate() throws(FileError) { try lock.truncate() }

  /// Takes the beginnings away.
  ///
  /// - Throws: `FileError`.
  public consuming func remove() throws(FileError) { try lock.releaseRemoving() }

  /// Waits until the file is on the disk, and puts it in its place.
  ///
  /// - Throws: `FileError`; what was there before is untouched then.
  public consuming func commit() throws(FileError) {
    try lock.synchronize()
    try FileSystem.rename(lock.path, to: destination)
    try FileSystem.synchronize(directory: destination.parent)
  }
}

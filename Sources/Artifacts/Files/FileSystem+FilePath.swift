import SystemPackage

/// The interface for other modules.
extension FileSystem {
  /// All bytes of a file.
  ///
  /// - Throws: `FileError`.
  public static func read(_ path: FilePath) throws(FileError) -> [UInt8] {
    try read(Path(path))
  }

  /// All bytes of a file, or nil when there is none.
  ///
  /// - Throws: `FileError`.
  public static func readIfPresent(_ path: FilePath) throws(FileError) -> [UInt8]? {
    try readIfPresent(Path(path))
  }

  /// Makes or replaces a file with some bytes; neither atomic nor synchronised: see `AtomicFile`.
  ///
  /// - Throws: `FileError`.
  public static func write(_ bytes: [UInt8], to path: FilePath) throws(FileError) {
    try write(bytes, to: Path(path))
  }

  /// SHA-256 of a file, read piece by piece.
  ///
  /// - Throws: `FileError`.
  public static func digest(of path: FilePath) throws(FileError) -> Digest {
    try fingerprint(of: Path(path)).digest
  }

  /// Bytes of a regular file; nil when there is none.
  public static func size(of path: FilePath) -> Int? { size(of: Path(path)) }

  /// The size and the time of the last change of a regular file, to compare with an earlier look; nil
  /// when there is none.
  public static func stamp(of path: FilePath) -> String? {
    guard let status = status(of: Path(path)), status.isRegular else { return nil }
    return "\(status.size) bytes, \(status.modified.milliseconds) ms"
  }

  /// The absolute path of what is there, with all links followed.
  ///
  /// - Throws: `FileError`.
  public static func absolute(_ path: FilePath) throws(FileError) -> FilePath {
    try absolute(Path(path)).filePath
  }

  /// Whether there is a folder, or a link to one.
  public static func isDirectory(_ path: FilePath) -> Bool { isDirectory(Path(path)) }

  /// Makes a folder and those above it; does nothing when it is there. Each new folder's entry is
  /// synchronised with the disk.
  ///
  /// - Throws: `FileError`.
  public static func createDirectory(_ path: FilePath) throws(FileError) {
    try createDirectory(Path(path))
  }

  /// Names in a folder in the order of their UTF-8 bytes, without `.` and `..`; empty when there is
  /// no such folder.
  ///
  /// - Throws: `FileError`.
  public static func list(_ path: FilePath) throws(FileError) -> [String] {
    try list(Path(path))
  }

  /// Removes a file; does nothing when there is none.
  ///
  /// - Throws: `FileError`.
  public static func remove(_ path: FilePath) throws(FileError) { try remove(Path(path)) }

  /// Removes a file or a folder with everything in it; links are removed, not followed.
  ///
  /// - Throws: `FileError`.
  public static func removeTree(_ path: FilePath) throws(FileError) {
    try removeTree(Path(path))
  }

  /// Renames, replacing what is there; not synchronised.
  ///
  /// - Throws: `FileError`.
  public static func rename(_ old: FilePath, to new: FilePath) throws(FileError) {
    try rename(Path(old), to: Path(new))
  }

  /// Whether the process may make files in a folder.
  ///
  /// - Throws: `FileError` that says why not.
  public static func requireWritable(_ path: FilePath) throws(FileError) {
    try requireWritable(Path(path))
  }

  /// Bytes that may still be written on the file system of a path; nil when unknown.
  public static func freeBytes(at path: FilePath) -> Int? { freeBytes(at: Path(path)) }
}

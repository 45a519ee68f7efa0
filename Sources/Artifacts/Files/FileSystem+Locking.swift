import SystemPackage

extension FileSystem {
  /// Runs `body` while no other process, and no other thread of this one, does so with the same path.
  ///
  /// The file at `path` is there only meanwhile. A process that is killed leaves it behind without
  /// keeping anybody out.
  ///
  /// - Throws: `FileError`, and what `body` throws.
  public static func withLock<Result>(
    at path: FilePath, _ body: () throws -> Result
  ) throws -> Result {
    let lock = try FileLock.acquire(Path(path))
    let outcome = Swift.Result { try body() }
    try lock.releaseRemoving()
    return try outcome.get()
  }
}

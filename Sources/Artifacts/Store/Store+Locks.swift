import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Store {
  /// Takes the lock of a key if nobody holds it; nil when somebody does.
  ///
  /// - Throws: `StoreError.notWritable`, `FileError`.
  public func tryLock(_ key: StageKey) throws -> KeyLock? {
    try writing {
      guard let lock = try FileLock.tryAcquire(layout.lock(key)) else { return nil }
      lock.note(Array("process \(getpid())\n".utf8))
      return KeyLock(key: key, lock: lock)
    }
  }

  /// Takes the lock of a key, waiting while another process or thread holds it.
  ///
  /// - Parameter whileWaiting: called at first and then about every 50 milliseconds while the lock
  ///   is held elsewhere, with what the holder says of itself; an error from it ends the waiting.
  /// - Throws: `StoreError.notWritable`, `FileError`, and what `whileWaiting` throws.
  public func lock(
    _ key: StageKey, whileWaiting: (_ holder: String) throws -> Void = { _ in }
  ) throws -> KeyLock {
    var pause: useconds_t = 1000
    while true {
      if let lock = try tryLock(key) { return lock }
      try whileWaiting(holder(of: key))
      usleep(pause)
      pause = min(pause * 2, 50_000)
    }
  }

  /// Runs `body` while holding the lock of a key.
  public func withLock<Result>(
    _ key: StageKey, whileWaiting: (_ holder: String) throws -> Void = { _ in },
    _ body: () throws -> Result
  ) throws -> Result {
    let lock = try lock(key, whileWaiting: whileWaiting)
    defer { lock.release() }
    return try body()
  }

  /// Removes the files of locks that nobody holds: a process that is killed while it drops one leaves it.
  /// Those that belong to other users stay.
  func sweepLocks() throws {
    for name in try FileSystem.list(layout.locks) where StageKey(hex: name) != nil {
      let path = layout.locks.appending(name)
      guard let lock = try? FileLock.tryAcquire(path, mode: .lockingExisting) else { continue }
      try? lock.releaseRemoving()
    }
  }

  private func holder(of key: StageKey) -> String {
    let note = (try? FileSystem.readIfPresent(layout.lock(key))) ?? nil
    let text = String(decoding: note ?? [], as: UTF8.self).prefix { $0 != "\n" }
    return text.isEmpty ? "another process" : String(text)
  }
}

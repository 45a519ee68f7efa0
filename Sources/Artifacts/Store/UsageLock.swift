import Synchronization

/// Keeps a garbage collection away while somebody is about to rely on what the store holds.
///
/// Users share the lock, for as long as it takes to note what they use; a collection holds it alone
/// while it looks at those notes and removes what nobody uses. It is a `flock` on the store's marker,
/// which is never removed, so there is one lock for all processes, and the kernel drops it when its
/// holder dies.
final class UsageLock: Sendable {
  private struct State: ~Copyable {
    var file: OpenFile?
    /// Threads of this process that share the lock: one open file has one lock.
    var holders = 0
  }

  private let path: Path
  private let state = Mutex(State())

  init(_ path: Path) { self.path = path }

  /// Runs `body` while no collection removes anything.
  ///
  /// - Throws: `FileError`, and what `body` throws.
  func sharing<Result>(_ body: () throws -> Result) throws -> Result {
    try state.withLock { state in
      if state.file == nil { state.file = try OpenFile(path, .readOnly, operation: "lock") }
      if state.holders == 0 { try state.file?.lock(shared: true) }
      state.holders += 1
    }
    defer {
      state.withLock { state in
        state.holders -= 1
        if state.holders == 0 { state.file?.unlock() }
      }
    }
    return try body()
  }

  /// Runs `body` while nobody shares the lock, or returns nil when somebody does.
  ///
  /// - Throws: `FileError`, and what `body` throws.
  func excluding<Result>(_ body: () throws -> Result) throws -> Result? {
    // A file of its own, so that users in this process count as well. NFS wants it writable.
    let file = try OpenFile(path, .lockingExisting, operation: "lock")
    guard try file.tryLock() else { return nil }
    defer { file.unlock() }
    return try body()
  }
}

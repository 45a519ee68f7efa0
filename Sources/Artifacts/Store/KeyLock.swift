import Synchronization
import SystemPackage

/// The right to work on one stage, held by one process and one holder in it at a time.
///
/// It is given up by `release()`, when the value goes away, and by the kernel when the process
/// dies: nothing ever needs unlocking.
public final class KeyLock: Sendable {
  public let key: StageKey
  private let lock: Mutex<FileLock?>

  init(key: StageKey, lock: consuming sending FileLock) {
    self.key = key
    self.lock = Mutex(lock)
  }

  deinit { release() }

  /// Gives the lock up; doing so twice is harmless.
  public func release() {
    lock.withLock { held in
      // The file goes first, while the lock still keeps others from using it.
      if let path = held?.path { try? FileSystem.remove(path) }
      held = nil
    }
  }
}

import CHDF5
import Synchronization

/// The C library: one process-wide lock, because it is not thread-safe, and its error stack.
enum HDF5Library {
  private enum State: Sendable {
    case untouched
    case ready
    case unusable
  }

  private static let lock = Mutex(State.untouched)

  /// Runs `body` while no other thread is inside the library.
  ///
  /// Not reentrant. Every call into the library happens inside `body`, closing included.
  static func exclusively<Result: Sendable>(
    file: String, _ body: () throws(HDF5Error) -> Result
  ) throws(HDF5Error) -> Result {
    try lock.withLock { (state) throws(HDF5Error) -> Result in
      if state == .untouched { state = chdf5_initialize() < 0 ? .unusable : .ready }
      guard state == .ready, chdf5_silence_thread() >= 0 else {
        throw HDF5Error(
          .inaccessible, file: file,
          message: "the HDF5 library could not be initialised; reinstall libhdf5")
      }
      return try body()
    }
  }

  /// Messages of the error stack, innermost first; empties the stack.
  static func takeErrors() -> [String] {
    var messages: [String] = []
    withUnsafeMutablePointer(to: &messages) { pointer in
      _ = chdf5_walk_errors(
        { _, entry, context in
          guard let text = entry?.pointee.desc, let context else { return 0 }
          context.assumingMemoryBound(to: [String].self).pointee.append(String(cString: text))
          return 0
        }, pointer)
    }
    _ = chdf5_clear_errors()
    return messages
  }
}

import Synchronization
import SystemPackage

/// Receipts that are read before anybody asks for them.
///
/// A run that finds everything done needs the receipts of the run before, and reading those and looking
/// for their results takes as long as reading the pipeline file: both go at once. Nothing but time depends
/// on it. What was read ahead counts only while no garbage collection has begun, and whatever was not is
/// read when it is asked for.
public final class ReceiptReadAhead: Sendable {
  private struct State {
    var receipts: [StageKey: Receipt] = [:]
    var asked: Set<StageKey> = []
    /// The store's mark of collections before the first receipt was read.
    var collectionMark: Timestamp?
  }

  private let state = Mutex(State())
  private let isOver = Atomic<Bool>(false)

  /// Of the latest runs of a store, how many are searched for one of the pipeline: all pipelines of a
  /// project are often run one after the other.
  private static let searchedRuns = 12

  public init() {}

  /// Reads the receipts that the latest run of a pipeline file had, in the order of its stages, until
  /// that is done or `stop()` is called. What cannot be read, or lacks a result, is left out.
  ///
  /// - Parameter pipeline: the path as it is given on the command line.
  public func read(_ pipeline: String, from root: FilePath) {
    guard FileSystem.isDirectory(root), let store = try? Store(at: root, readOnly: true),
      let run = try? store.latestRun(of: pipeline, among: Self.searchedRuns)
    else { return }
    // Under the lock: of a collection that is going on, this waits for the end.
    guard let mark = try? store.usageLock.sharing({ store.collectionMark }) else { return }
    state.withLock { $0.collectionMark = $0.collectionMark ?? mark }
    for key in run.keys {
      if isOver.load(ordering: .relaxed) { return }
      guard let receipt = try? store.readCompleteReceipt(for: key) else { continue }
      state.withLock { state in
        if !isOver.load(ordering: .relaxed), !state.asked.contains(key) {
          state.receipts[key] = receipt
        }
      }
    }
  }

  /// Ends the reading; what has been read stays.
  public func stop() { isOver.store(true, ordering: .relaxed) }

  /// Forgets what was read if a collection has begun since, which may have removed it.
  ///
  /// The caller keeps collections away until what it takes is noted as in use.
  func forget(unlessMarkIs mark: Timestamp?) {
    state.withLock { state in
      guard let known = state.collectionMark, known != mark else { return }
      stop()
      state.receipts = [:]
    }
  }

  /// Forgets what was read: a file of the store was moved away.
  func forget() {
    stop()
    state.withLock { $0.receipts = [:] }
  }

  /// The receipt of a key, if it has been read, to the first who asks: who asks a second time wants to
  /// know what has changed.
  func take(_ key: StageKey) -> Receipt? {
    state.withLock { state in
      state.asked.insert(key)
      return state.receipts.removeValue(forKey: key)
    }
  }
}

import Synchronization
import SystemPackage

/// Receipts that are read before anybody asks for them.
///
/// A run that finds everything done needs the receipts of the run before, and reading those takes as
/// long as reading the pipeline file: both go at once. Nothing but time depends on it. What was read
/// ahead counts only while its file is still there, and whatever was not is read when it is asked for.
public final class ReceiptReadAhead: Sendable {
  private struct State {
    var receipts: [StageKey: Receipt] = [:]
    var asked: Set<StageKey> = []
  }

  private let state = Mutex(State())
  private let isOver = Atomic<Bool>(false)

  /// Of the latest runs of a store, how many are searched for one of the pipeline: all pipelines of a
  /// project are often run one after the other.
  private static let searchedRuns = 12

  public init() {}

  /// Reads the receipts that the latest run of a pipeline file had, in the order of its stages, until
  /// that is done or `stop()` is called. Whatever cannot be read is left out.
  ///
  /// - Parameter pipeline: the path as it is given on the command line.
  public func read(_ pipeline: String, from root: FilePath) {
    guard FileSystem.isDirectory(root), let store = try? Store(at: root, readOnly: true),
      let run = try? store.latestRun(of: pipeline, among: Self.searchedRuns)
    else { return }
    for key in run.keys {
      if isOver.load(ordering: .relaxed) { return }
      guard let receipt = try? store.readReceipt(for: key) else { continue }
      state.withLock { state in
        if !state.asked.contains(key) { state.receipts[key] = receipt }
      }
    }
  }

  /// Ends the reading; what has been read stays.
  public func stop() { isOver.store(true, ordering: .relaxed) }

  /// The receipt of a key, if it has been read, to the first who asks: who asks a second time wants to
  /// know what has changed.
  func take(_ key: StageKey) -> Receipt? {
    state.withLock { state in
      state.asked.insert(key)
      return state.receipts.removeValue(forKey: key)
    }
  }
}

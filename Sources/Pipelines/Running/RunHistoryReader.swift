import Artifacts
import Synchronization

/// Reads the history of a store when it is first asked for, and once: a run that finds everything done
/// needs none.
public final class RunHistoryReader: Sendable {
  private let store: Store
  private let known = Mutex<RunHistory?>(nil)

  public init(_ store: Store) { self.store = store }

  public func history() -> RunHistory {
    known.withLock { known in
      let history = known ?? RunHistory(store)
      known = history
      return history
    }
  }
}

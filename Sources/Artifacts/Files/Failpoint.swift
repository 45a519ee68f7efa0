import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Places where a test can have the process killed, to see what a crash leaves behind.
///
/// `PIPE_FAILPOINT=object-renamed` kills the process with SIGKILL when it first gets there,
/// `PIPE_FAILPOINT=object-renamed:3` the third time.
public enum Failpoint: String, CaseIterable, Sendable {
  /// A result's file is written under `tmp/`, not yet synchronised.
  case objectWritten = "object-written"
  /// A result's file is synchronised, not yet under its name.
  case objectSynchronized = "object-synchronized"
  /// A result's file is under its name in `objects/`; the folder is not yet synchronised.
  case objectRenamed = "object-renamed"
  /// All results are in place, no receipt is written yet.
  case objectsCommitted = "objects-committed"
  /// The receipt's file is synchronised under `tmp/`, not yet under its name.
  case receiptWritten = "receipt-written"
  /// The receipt is in place; checkpoints are not yet removed.
  case receiptCommitted = "receipt-committed"
  /// A checkpoint is synchronised under `tmp/`, not yet under its name.
  case checkpointWritten = "checkpoint-written"
  /// A checkpoint is in place.
  case checkpointCommitted = "checkpoint-committed"
  /// A garbage collection has removed receipts, all objects are still there.
  case receiptsCollected = "receipts-collected"
  /// A garbage collection has removed an object.
  case objectCollected = "object-collected"

  private struct Selection: Sendable {
    let label: String
    let occurrence: Int
  }

  private static let selection: Selection? = {
    guard let value = getenv("PIPE_FAILPOINT") else { return nil }
    let parts = String(cString: value).split(separator: ":", maxSplits: 1)
    guard let label = parts.first else { return nil }
    return Selection(
      label: String(label), occurrence: parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
  }()

  private static let reached = Atomic<Int>(0)

  /// Kills the process if this is the chosen place and occurrence.
  public func pass() {
    guard let selection = Self.selection, selection.label == rawValue else { return }
    let count = Self.reached.add(1, ordering: .relaxed).newValue
    if count == selection.occurrence { kill(getpid(), SIGKILL) }
  }
}

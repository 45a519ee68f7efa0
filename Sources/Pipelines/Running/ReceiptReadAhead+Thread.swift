import Artifacts
import SystemPackage
import Tensors

extension ReceiptReadAhead {
  /// Starts to read what the latest runs of some pipeline files used, on a thread of its own; on a
  /// machine with a single core there is nothing to win, and nothing is read.
  public static func begin(_ pipelines: [String], from root: FilePath) -> ReceiptReadAhead {
    let readAhead = ReceiptReadAhead()
    guard ThreadPool.availableCores > 1 else { return readAhead }
    // Without a thread the receipts are read when they are asked for.
    try? WorkerThread.start {
      for pipeline in pipelines { readAhead.read(pipeline, from: root) }
    }
    return readAhead
  }
}

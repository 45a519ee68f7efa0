import Artifacts

/// The receipts of a store, looked up by what an explanation needs.
struct ReceiptHistory {
  private let byStage: [String: [Receipt]]
  private let byOutputs: [String: [Receipt]]

  /// - Parameter receipts: in any order that does not change between runs.
  init(_ receipts: [Receipt]) {
    let newestFirst = receipts.sorted {
      ($1.provenance.started.milliseconds, $1.key) < ($0.provenance.started.milliseconds, $0.key)
    }
    byStage = Dictionary(grouping: newestFirst) { $0.provenance.stage }
    byOutputs = Dictionary(grouping: newestFirst) { Self.text(of: $0.digests) }
  }

  /// The receipt of a stage whose document differs least from the one given; of equals the newest.
  ///
  /// Receipts of the pipeline itself come before those of others with a stage of the same name.
  ///
  /// - Parameters:
  ///   - document: a key document; what it takes from inputs that are still to be made is empty.
  ///   - limit: only what was made before this receipt, if one is given.
  func nearest(
    to document: JSONValue, stage: String, pipeline: String, before limit: Receipt? = nil
  ) -> (receipt: Receipt, changes: [KeyChange])? {
    let candidates = (byStage[stage] ?? []).filter { receipt in
      guard let limit else { return true }
      return receipt.key != limit.key
        && receipt.provenance.started <= limit.provenance.started
    }
    let ofPipeline = candidates.filter { $0.provenance.pipeline == pipeline }
    var best: (receipt: Receipt, changes: [KeyChange])?
    for receipt in ofPipeline.isEmpty ? candidates : ofPipeline {
      let changes = KeyChange.changes(from: receipt.document, to: document)
      if changes.count < best?.changes.count ?? .max { best = (receipt, changes) }
    }
    return best
  }

  /// The receipt that gave a stage's outputs these digests.
  func maker(of outputs: JSONObject, stage: String) -> Receipt? {
    let makers = byOutputs[Self.text(of: outputs)] ?? []
    // Equal cells share one receipt, which carries the name of one of them.
    return makers.first { $0.provenance.stage == stage } ?? makers.first
  }

  /// Outputs by name as one text, to look them up by.
  static func text(of outputs: JSONObject) -> String {
    outputs.map { "\($0.name) \($0.value.stringValue ?? "")" }.joined(separator: "\n")
  }
}

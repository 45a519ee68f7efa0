import ArgumentParser
import Artifacts
import SystemPackage

/// Finds results by what a person types.
struct CacheSearch {
  /// How results may be named, for the help of the commands.
  static let help: ArgumentHelp =
    "A stage, a pipeline and a stage as pipeline/stage, or the first digits of a stage key or a digest."

  static let helpWithRuns: ArgumentHelp =
    "A stage, pipeline/stage, the first digits of a stage key or a digest, or the start of a run's id."

  private let store: Store
  private let all: [Receipt]
  /// When a recorded run used a result for the last time.
  private let lastUses: [StageKey: Timestamp]

  /// Of the latest runs, how many tell which result was used last.
  private static let searchedRuns = 50

  private var root: FilePath { store.root }

  /// Reads every receipt, once.
  init(_ store: Store) throws {
    self.store = store
    all = try store.receipts()
    var lastUses: [StageKey: Timestamp] = [:]
    for run in try store.runs(newest: Self.searchedRuns) {
      for key in run.keys { lastUses[key] = run.started }
    }
    self.lastUses = lastUses
  }

  /// The result of a stage that was used last, or of each cell of a stage with a matrix; else all whose key or
  /// output starts with some digits.
  ///
  /// - Throws: `ValidationError` if there is none.
  func receipts(named name: String) throws -> [Receipt] {
    let ofStage = latest { stage in stage == name }
    if !ofStage.isEmpty { return ofStage }
    let ofCells = latest { stage in stage.hasPrefix("\(name)[") }
    if !ofCells.isEmpty { return ofCells }
    let found = all.filter { receipt in
      receipt.key.hex.hasPrefix(name)
        || receipt.outputs.values.contains { $0.digest.hex.hasPrefix(name) }
    }
    guard name.count >= 4, !found.isEmpty else {
      throw ValidationError(
        "the store \(root) has no result of a stage '\(name)', and no key or digest that "
          + "starts so; see pipe cache ls")
    }
    return found
  }

  /// The results that several names select, each once.
  ///
  /// - Throws: `ValidationError` if one of them selects none.
  func receipts(named names: [String]) throws -> [Receipt] {
    var found: [Receipt] = []
    for receipt in try names.flatMap(receipts(named:))
    where !found.contains(where: { $0.key == receipt.key }) {
      found.append(receipt)
    }
    return found
  }

  /// The recorded run whose id starts so; nil if there is none.
  ///
  /// - Throws: `ValidationError` if there are several.
  func run(named name: String) throws -> RunRecord? {
    guard name.count >= 4 else { return nil }
    let found = try store.runs().filter { $0.id.hasPrefix(name) }
    guard found.count <= 1 else {
      throw ValidationError(
        "'\(name)' begins several runs: \(found.map(\.id).joined(separator: ", "))")
    }
    return found.first
  }

  /// The results of a run that are still in the store, in the order of its stages.
  func receipts(of run: RunRecord) -> [Receipt] {
    let byKey = Dictionary(all.map { ($0.key, $0) }) { first, _ in first }
    return run.keys.compactMap { byKey[$0] }
  }

  /// The result that was used last, else the newest, of every stage whose name, alone or after the pipeline's, is wanted.
  private func latest(_ isWanted: (String) -> Bool) -> [Receipt] {
    var newest: [String: Receipt] = [:]
    for receipt in all {
      let provenance = receipt.provenance
      guard
        isWanted(provenance.stage) || isWanted("\(provenance.pipeline)/\(provenance.stage)")
      else { continue }
      if let other = newest[provenance.stage], !isLater(receipt, than: other) { continue }
      newest[provenance.stage] = receipt
    }
    return newest.values.sorted { $0.provenance.stage < $1.provenance.stage }
  }

  private func isLater(_ receipt: Receipt, than other: Receipt) -> Bool {
    let (use, otherUse) = (lastUse(of: receipt), lastUse(of: other))
    return use == otherUse ? receipt.isNewer(than: other) : use > otherUse
  }

  /// When a result was made, if no run has used it since.
  private func lastUse(of receipt: Receipt) -> Timestamp {
    let made = receipt.provenance.started
    return lastUses[receipt.key].map { max($0, made) } ?? made
  }

  /// ` from 'stage'` for the stage that made a digest, empty if no receipt has it.
  func maker(of digest: String) -> String {
    let maker = all.first { receipt in
      receipt.outputs.values.contains { $0.digest.hex == digest }
    }
    return maker.map { " from '\($0.provenance.stage)'" } ?? ""
  }
}

extension Receipt {
  /// Made later; of two made in one millisecond the key decides.
  func isNewer(than other: Receipt) -> Bool {
    (other.provenance.started, other.key) < (provenance.started, key)
  }
}

import Artifacts
import Pipelines

/// A run as a summary sees it: a result with further results of the same cell of a matrix, such as a
/// trained network with how it did on the test set.
struct SummarizedRun {
  let label: String
  let bindings: [Binding]
  private let values: ResultValues
  /// By the name of their slot.
  private let others: [String: ResultValues]

  /// The runs, in the order of the file, with what belongs to each.
  ///
  /// - Throws: `StageFailure` when it is not clear which of the other results belongs to a run.
  static func runs(
    _ inputs: [StageInput], others: [String: [StageInput]]
  ) throws -> [SummarizedRun] {
    try inputs.enumerated().map { place, input in
      var own: [String: ResultValues] = [:]
      for slot in others.keys.sorted() {
        own[slot] = try ResultValues(
          partner(of: input, at: place, of: inputs.count, in: slot, others[slot] ?? []))
      }
      return SummarizedRun(
        label: input.label, bindings: input.bindings, values: try ResultValues(input), others: own)
    }
  }

  /// The one result of a slot that agrees with the run in every matrix variable that both have; of several that
  /// do, the one in the same place, if there are as many as runs.
  private static func partner(
    of run: StageInput, at place: Int, of count: Int, in slot: String, _ candidates: [StageInput]
  ) throws -> StageInput {
    let agreeing = candidates.indices.filter { candidates[$0].agrees(with: run) }
    if agreeing.count == 1 { return candidates[agreeing[0]] }
    if candidates.count == count, agreeing.contains(place) { return candidates[place] }
    throw StageFailure(
      agreeing.isEmpty
        ? "the slot '\(slot)' has no result with the matrix variables of '\(run.cell)'"
        : "which result of the slot '\(slot)' belongs to '\(run.cell)'? "
          + agreeing.map { "'\(candidates[$0].cell)'" }.joined(separator: ", ")
          + " have its matrix variables")
  }

  /// The values that a name is of, and the name without its slot.
  private func source(_ name: String) -> (values: ResultValues, name: String) {
    guard let slash = name.firstIndex(of: "/"), let other = others[String(name[..<slash])] else {
      return (values, name)
    }
    return (other, String(name[name.index(after: slash)...]))
  }

  func number(_ name: String) throws -> Double {
    let (values, name) = source(name)
    return try values.requiredNumber(name)
  }

  func list(_ name: String) throws -> [Double] {
    let (values, name) = source(name)
    return try values.requiredList(name)
  }

  /// A number, or `nil` where the name is a text's.
  func number(ifAny name: String) -> Double? {
    let (values, name) = source(name)
    return values.number(name)
  }

  /// A number or a text as a text; `label` is the run's own.
  func text(_ name: String) throws -> String {
    if name == "label" { return label }
    let (values, name) = source(name)
    return try values.requiredLabel(name)
  }
}

extension StageInput {
  fileprivate func agrees(with other: StageInput) -> Bool {
    bindings.allSatisfy { binding in
      other.bindings.allSatisfy { $0.name != binding.name || $0.value == binding.value }
    }
  }
}

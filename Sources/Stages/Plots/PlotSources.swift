import Pipelines

/// The results that a figure is made from.
struct PlotSources {
  struct Result {
    let label: String
    let values: ResultValues
    let input: StageInput
  }

  /// The results to draw, in the order of the file.
  let runs: [Result]

  /// Results that the others are compared with.
  let references: [Result]

  init(_ context: StageContext) throws {
    func results(_ slot: String) throws -> [Result] {
      try (context.inputs[slot] ?? []).map {
        Result(label: $0.label, values: try ResultValues($0), input: $0)
      }
    }
    runs = try results("runs")
    references = try results("references")
  }

  /// The only result of a panel that shows one.
  ///
  /// - Throws: `StageFailure` for none or several.
  static func single(_ runs: [Result]) throws -> Result {
    guard runs.count == 1 else {
      let labels = runs.map { "'\($0.label)'" }.joined(separator: ", ")
      throw StageFailure("the panel shows one result; choose among \(labels) with 'only'")
    }
    return runs[0]
  }
}

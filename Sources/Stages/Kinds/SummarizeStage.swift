import Analysis
import Artifacts
import Pipelines

/// Reduces many results to a few numbers: those of the best one, or how all of them spread.
struct SummarizeStage: Stage {
  static let declaration = StageDeclaration(
    name: "summarize", version: 1,
    summary: "Reduces many results to a few: the best one, or mean and spread, by group.",
    inputs: [
      InputSlot(
        "runs", .many, accepts: [], usesLabels: true,
        help: "the results to choose from or to average")
    ],
    otherInputs: InputSlot(
      "", .many, accepts: [], usesLabels: true,
      help:
        "further results of the same runs, matched by their matrix variables; the values of a slot "
        + "'test' are called test/accuracy and so on"),
    produces: "evaluation", outputs: ["values"],
    parameters: [
      ParameterField(
        "values", .map(of: .anyOf([.string, .object(RunQuantity.fields)])), .required,
        help: "the numbers of a run that are summarised, by the names that they get"),
      ParameterField(
        "by", .string, .optional,
        help: "a matrix variable, 'label' or a value whose different values are groups, in order; "
          + "every result is then a list with one element for each group"),
      ParameterField(
        "best", .object(ExtremeParameters.fields("of 'values' that")), .optional,
        help: "takes the values of one run alone: the one where this is largest or smallest"),
      ParameterField(
        "shares", .map(of: .object(RunCondition.fields)), .defaulted(.object([:])),
        help: "the share of the runs that fulfil a condition, by the names that the shares get"),
      ParameterField(
        "interval",
        .number(NumberRange(minimum: 0, maximum: 1, excludesMinimum: true, excludesMaximum: true)),
        .optional,
        help: "adds the bootstrap interval of each mean with this confidence, such as 0.95"),
    ])

  private let quantities: [(name: String, quantity: RunQuantity)]
  private let group: String?
  private let best: ExtremeParameters?
  private let conditions: [(name: String, condition: RunCondition)]
  private let confidence: Double?

  init(_ parameters: Parameters) throws(SpecificationError) {
    var quantities: [(name: String, quantity: RunQuantity)] = []
    for (name, json) in parameters["values"]?.objectValue ?? [:] {
      do {
        quantities.append((name, try RunQuantity(json)))
      } catch {
        throw parameters.error("'\(name)': \(error)", at: "values", .name(name))
      }
    }
    guard !quantities.isEmpty else {
      throw parameters.error("'values' names nothing to summarise", at: "values")
    }
    let names = quantities.map(\.name)
    for reserved in [Self.bestName, Self.countName] where names.contains(reserved) {
      throw parameters.error(
        "'\(reserved)' is the name of a result of every summary; take another one", at: "values",
        .name(reserved))
    }
    func known(_ name: String, _ path: PathStep...) throws(SpecificationError) {
      if names.contains(name) { return }
      throw SpecificationError(
        "'\(name)' is not one of 'values': \(names.joined(separator: ", "))",
        at: parameters.location(of: path))
    }
    do {
      best = try parameters["best"].map { (json) throws(StageFailure) in
        try ExtremeParameters(json, of: "best")
      }
    } catch {
      throw parameters.error("\(error)", at: "best")
    }
    if let best { try known(best.value, "best") }
    var conditions: [(name: String, condition: RunCondition)] = []
    for (name, json) in parameters["shares"]?.objectValue ?? [:] {
      let condition = RunCondition(json)
      try known(condition.value, "shares", .name(name), "of")
      conditions.append((name, condition))
    }
    self.quantities = quantities
    self.conditions = conditions
    group = parameters["by"]?.stringValue
    confidence = parameters["interval"]?.doubleValue
    if best != nil && !(conditions.isEmpty && confidence == nil) {
      throw parameters.error(
        "'best' takes one run, which has neither 'shares' nor an 'interval'", at: "best")
    }
  }

  /// The label of the best run.
  private static let bestName = "best"
  /// How many runs a group has.
  private static let countName = "runs"

  /// A run with the numbers that are summarised.
  private struct Measured {
    let run: SummarizedRun
    /// In the order of the file.
    let numbers: [Double]
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    let others = context.inputs.filter { $0.key != "runs" }
    let runs = try SummarizedRun.runs(context.inputs["runs"] ?? [], others: others)
    let measured = try runs.map { run in
      Measured(run: run, numbers: try quantities.map { try $0.quantity.number(of: run) })
    }
    let groups = try grouped(measured)
    let columns = try groups.map { try best == nil ? spread(of: $0.runs) : chosen(among: $0.runs) }
    guard let group else { return ["values": .table(["values": .object(columns[0])])] }
    var values: JSONObject = [:]
    // The best runs of different stages may have different matrix variables.
    for name in columns.flatMap(\.names) where values[name] == nil {
      values[name] = .array(columns.map { $0[name] ?? .null })
    }
    values[group] = .array(groups.map(\.value))
    return ["values": .table(["values": .object(values)])]
  }

  /// The runs by the value of the variable, in the order in which its values first appear.
  private func grouped(_ runs: [Measured]) throws -> [(value: JSONValue, runs: [Measured])] {
    guard let group else { return [(.null, runs)] }
    let named = try runs.map { (name: try $0.run.text(group), measured: $0) }
    return named.groupedByName(\.name).map { members in
      let number = members[0].measured.run.number(ifAny: group)
      return (number.map { .number($0) } ?? .string(members[0].name), members.map(\.measured))
    }
  }

  /// The numbers of the best run, with its label and its matrix variables.
  private func chosen(among runs: [Measured]) throws -> JSONObject {
    guard let best, let place = quantities.firstIndex(where: { $0.name == best.value }) else {
      return [:]
    }
    let numbers = runs.map { $0.numbers[place] }
    guard let index = best.index(among: numbers) else {
      throw StageFailure(
        "no run is best: '\(best.value)' is a number for none of "
          + runs.map { "'\($0.run.label)'" }.joined(separator: ", "))
    }
    var result: JSONObject = [:]
    for binding in runs[index].run.bindings {
      result[binding.name] =
        binding.value.doubleValue == nil ? .string(binding.valueText) : binding.value
    }
    result[Self.bestName] = .string(runs[index].run.label)
    result[Self.countName] = .integer(Int64(runs.count))
    for (quantity, number) in zip(quantities, runs[index].numbers) {
      result[quantity.name] = .finiteNumber(number)
    }
    return result
  }

  /// Mean and spread of every number over the runs, and the shares.
  private func spread(of runs: [Measured]) throws -> JSONObject {
    var result: JSONObject = [:]
    result[Self.countName] = .integer(Int64(runs.count))
    for (place, quantity) in quantities.enumerated() {
      let numbers = runs.map { $0.numbers[place] }
      let statistics = try SummaryStatistics(numbers)
      let name = quantity.name
      result[name] = .finiteNumber(statistics.mean)
      result["\(name)_sd"] =
        statistics.sampleVariance.map { .finiteNumber($0.squareRoot()) } ?? .null
      result["\(name)_min"] = .finiteNumber(statistics.minimum)
      result["\(name)_max"] = .finiteNumber(statistics.maximum)
      result["\(name)_median"] = .finiteNumber(try Quantiles(numbers).median)
      guard let confidence else { continue }
      let interval = try BootstrapInterval(
        of: numbers, confidence: confidence, resamples: Self.resampleCount)
      result["\(name)_lower"] = .finiteNumber(interval.lower)
      result["\(name)_upper"] = .finiteNumber(interval.upper)
    }
    for (name, condition) in conditions {
      guard let place = quantities.firstIndex(where: { $0.name == condition.value }) else {
        continue
      }
      let count = runs.count { condition.holds(for: $0.numbers[place]) }
      result[name] = .number(Double(count) / Double(runs.count))
      result["\(name)_count"] = .integer(Int64(count))
    }
    return result
  }

  private static let resampleCount = 2000
}

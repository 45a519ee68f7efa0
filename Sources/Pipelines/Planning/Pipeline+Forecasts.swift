extension Pipeline {
  /// What is known of the outputs of every cell before anything has run, in the order of the cells.
  ///
  /// - Throws: `SpecificationError` with all that cannot work, such as a network that does not take the data
  ///   that it is given.
  public func forecasts(in environment: PlanningEnvironment) throws(SpecificationError)
    -> [Forecast]
  {
    var collector = DiagnosticCollector()
    var forecasts: [Forecast] = []
    for cell in cells {
      var inputs: [String: [Forecast]] = [:]
      for input in cell.inputs {
        inputs[input.slot.name] = input.cells.map { forecasts[$0.index] }
      }
      let forecast = collector.collecting { () throws(SpecificationError) in
        try cell.stage.forecast(inputs, in: environment)
      }
      var known = forecast ?? .unknown
      known.outputs = cell.kind.outputs
      forecasts.append(known)
    }
    for reference in ([result] + report.map(\.text)).compactMap(\.self).flatMap(\.references) {
      check(reference, forecasts[reference.cell.index], &collector)
    }
    try collector.throwIfAny()
    return forecasts
  }

  /// Reports a value that a text quotes and its cell will not have, where that can be known by now.
  private func check(
    _ reference: ValueReference, _ forecast: Forecast, _ collector: inout DiagnosticCollector
  ) {
    guard let values = forecast.valueNames else { return }
    let cell = self[reference.cell]
    let known = values + cell.bindings.map(\.name) + ["label"]
    let name = reference.name.firstIndex(of: "[").map { String(reference.name[..<$0]) }
    guard !known.contains(reference.name), !known.contains(name ?? reference.name) else { return }
    collector.report(
      "'\(reference.source)': '\(cell.name)' has no value '\(reference.name)'"
        + NearestName.hint(for: reference.name, among: known), at: reference.location)
  }
}

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
    try collector.throwIfAny()
    return forecasts
  }
}

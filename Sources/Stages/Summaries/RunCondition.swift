import Artifacts
import Pipelines

/// What a run may fulfil, in a pipeline file: `{"of": "loss", "below": 0.5}`.
struct RunCondition {
  static let fields = [
    ParameterField("of", .string, .required, help: "one of 'values'"),
    ParameterField("above", .number, .optional, help: "it is larger than this"),
    ParameterField("below", .number, .optional, help: "it is smaller than this"),
  ]

  /// The number that is looked at, one of the summary's values.
  let value: String
  private let above: Double
  private let below: Double

  init(_ json: JSONValue) {
    value = json["of"]?.stringValue ?? ""
    above = json["above"]?.doubleValue ?? -.infinity
    below = json["below"]?.doubleValue ?? .infinity
  }

  /// Whether a number lies between the bounds; what is no number does not.
  func holds(for number: Double) -> Bool { number > above && number < below }
}

import Artifacts
import Figures
import Pipelines

/// One axis of a panel, as a pipeline file describes it: `xLabel`, `xScale`, ….
struct AxisParameters {
  let label: String
  private let scale: Scale
  private let limits: ClosedRange<Double>?
  private let format: Axis.Format

  /// - Parameter name: `x` or `y`.
  static func fields(_ name: String) -> [ParameterField] {
    [
      ParameterField(
        "\(name)Label", .string, .defaulted(""), help: "what \(name) is, with its unit"),
      ParameterField(
        "\(name)Scale", .choice(["linear", "log", "symlog"]), .defaulted("linear"),
        help: "the scale of \(name)"),
      ParameterField(
        "\(name)Linear", .number(NumberRange(minimum: 0, excludesMinimum: true)), .optional,
        help: "for symlog: up to where the scale is linear; 1 without it"),
      ParameterField(
        "\(name)Limits", .list(of: .number, minimumCount: 2), .optional,
        help: "the values at both ends; without it the data decide"),
      ParameterField(
        "\(name)Format", .choice(["percent", "duration"]), .optional,
        help: "writes shares as per cent, or seconds as minutes and hours"),
    ]
  }

  init(_ json: JSONValue, _ name: String) throws(StageFailure) {
    label = json["\(name)Label"]?.stringValue ?? ""
    scale =
      switch json["\(name)Scale"]?.stringValue {
      case "log": .log10
      case "symlog": .symmetricLog(limit: json["\(name)Linear"]?.doubleValue ?? 1)
      default: .linear
      }
    format =
      switch json["\(name)Format"]?.stringValue {
      case "percent": .percent
      case "duration": .duration
      default: .automatic
      }
    limits = try Self.range(json["\(name)Limits"], name: "\(name)Limits")
  }

  /// A list of two ascending numbers.
  static func range(
    _ json: JSONValue?, name: String
  ) throws(StageFailure) -> ClosedRange<Double>? {
    guard let json else { return nil }
    let ends = json.arrayValue?.compactMap(\.doubleValue) ?? []
    guard ends.count == 2, ends[0] < ends[1] else {
      throw StageFailure("'\(name)' must be two ascending numbers")
    }
    return ends[0]...ends[1]
  }

  var axis: Axis { Axis(label: label, scale: scale, limits: limits, format: format) }

  /// The axis with names in place of numbers.
  func axis(categories: [String], isReversed: Bool = false) -> Axis {
    Axis(label: label, scale: .categories(categories), isReversed: isReversed)
  }
}

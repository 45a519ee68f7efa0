import Artifacts
import Datasets
import Pipelines

/// `{"circles": {"radii": [1, 2], "noise": 0.1}}`.
enum CirclesKind: GeneratorKind {
  static let name = "circles"
  static let help = "points of the plane on concentric circles, one for each class"

  static let fields = [
    ParameterField(
      "radii", .list(of: .number, minimumCount: 2), .required,
      help: "of the classes, ascending"),
    ParameterField(
      "on", .choice(CirclesGenerator.Placement.allCases.map(\.rawValue)), .defaulted("circles"),
      help: "circles: at the radius; rings: evenly from the radius before to the class's own"),
    ParameterField(
      "noise", .number(NumberRange(minimum: 0)), .defaulted(0),
      help: "the standard deviation of what is added to both coordinates"),
    ParameterField("centerX", .number, .defaulted(0), help: "where the centre lies along x"),
    ParameterField("centerY", .number, .defaulted(0), help: "where the centre lies along y"),
  ]

  static func make(_ json: JSONValue) throws(GeneratorError) -> any ExampleGenerator {
    try CirclesGenerator(
      radii: json["radii"]?.arrayValue?.compactMap(\.doubleValue) ?? [],
      placement: CirclesGenerator.Placement(rawValue: json["on"]?.stringValue ?? "") ?? .circles,
      noise: json.number("noise"), center: (json.number("centerX"), json.number("centerY")))
  }
}

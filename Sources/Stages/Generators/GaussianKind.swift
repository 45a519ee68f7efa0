import Artifacts
import Datasets
import Pipelines

/// `{"gaussian": {"shape": [512]}}`.
enum GaussianKind: GeneratorKind {
  static let name = "gaussian"
  static let help = "independent normal numbers, with classes drawn apart from them"

  static let fields = [
    ParameterField(
      "shape", .list(of: .integer(IntegerRange(minimum: 1, maximum: 1 << 24)), minimumCount: 1),
      .required, help: "of one example"),
    ParameterField("mean", .number, .defaulted(0), help: "of the numbers"),
    ParameterField(
      "standardDeviation", .number(NumberRange(minimum: 0)), .defaulted(1),
      help: "of the numbers"),
    ParameterField(
      "classes", .integer(IntegerRange(minimum: 1, maximum: 1 << 16)), .defaulted(1),
      help: "how many classes the labels are drawn from"),
  ]

  static func make(_ json: JSONValue) throws(GeneratorError) -> any ExampleGenerator {
    try GaussianGenerator(
      shape: json["shape"]?.arrayValue?.compactMap { $0.integerValue.map { Int($0) } } ?? [],
      mean: json.number("mean"), standardDeviation: json.number("standardDeviation"),
      classCount: json["classes"]?.integerValue.map { Int($0) } ?? 1)
  }
}

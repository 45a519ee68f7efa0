import Artifacts
import Datasets
import Pipelines

/// `{"shapeset-3x2": {}}`.
enum ShapesetKind: GeneratorKind {
  static let name = "shapeset-3x2"
  static let help =
    "grey pictures of one or two triangles, parallelograms and ellipses, in nine classes"

  static let fields = [
    ParameterField(
      "extent", .integer(IntegerRange(minimum: 8, maximum: 1024)), .defaulted(32),
      help: "rows and columns of a picture")
  ]

  static func make(_ json: JSONValue) throws(GeneratorError) -> any ExampleGenerator {
    try ShapesetGenerator(extent: json["extent"]?.integerValue.map { Int($0) } ?? 32)
  }
}

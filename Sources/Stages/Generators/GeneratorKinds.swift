import Artifacts
import Datasets
import Pipelines

/// The generators that pipeline files can name.
enum GeneratorKinds {
  static let all: [any GeneratorKind.Type] = [
    CirclesKind.self, GaussianKind.self, ShapesetKind.self,
  ]

  /// `{"circles": {"radii": [1, 2]}}`.
  static var type: ParameterType {
    .tagged(
      "a generator",
      all.map { TaggedVariant($0.name, value: .object($0.fields), help: $0.help) })
  }

  /// The generator of a checked description.
  static func make(_ json: JSONValue) throws(GeneratorError) -> any ExampleGenerator {
    for kind in all {
      if let settings = json[kind.name] { return try kind.make(settings) }
    }
    preconditionFailure("the declaration accepts a generator that is not built: \(json)")
  }
}

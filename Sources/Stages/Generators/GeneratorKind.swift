import Artifacts
import Datasets
import Pipelines

/// A generator as pipeline files describe it.
///
/// A new kind is a type in this folder and a line in ``GeneratorKinds/all``.
protocol GeneratorKind: Sendable {
  /// The name in pipeline files.
  static var name: String { get }

  /// What the examples are, in a few words.
  static var help: String { get }

  static var fields: [ParameterField] { get }

  /// - Parameter json: checked against `fields`, with all defaults filled in.
  static func make(_ json: JSONValue) throws(GeneratorError) -> any ExampleGenerator
}

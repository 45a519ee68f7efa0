import Tensors

/// Makes labelled examples by a rule.
///
/// A new generator is one file in this folder; the stages give it a name and parameters.
public protocol ExampleGenerator: Sendable {
  /// What captions call the examples: "2 circles".
  var title: String { get }

  /// Of one example.
  var exampleShape: Shape { get }

  /// The names of the classes, in the order of the labels.
  var classNames: [String] { get }

  /// The first examples of an endless row of them.
  ///
  /// Example i depends on (stream, i) alone: asking for more changes none of the first.
  ///
  /// - Parameter stream: another one for each part of a data set.
  func examples(count: Int, stream: RandomStream, context: ComputeContext) -> GeneratedExamples
}

/// Examples that a generator made.
public struct GeneratedExamples: Sendable {
  /// The inputs as networks take them, or grey values that have to be normalised first.
  public enum Inputs: Sendable {
    case float32(Tensor<Float>)
    case uint8(Tensor<UInt8>)
  }

  /// `[examples]` and the shape of one.
  public let inputs: Inputs
  /// `[examples]`, class indices from zero.
  public let labels: Tensor<Int32>

  public init(inputs: Inputs, labels: Tensor<Int32>) {
    self.inputs = inputs
    self.labels = labels
  }
}

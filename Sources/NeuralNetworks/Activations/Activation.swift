import Tensors

/// A function applied to each number by itself.
///
/// A new activation is one file in this folder and one entry in ``Activations/all``.
public protocol Activation: Sendable {
  /// The name in model files and in layers' names.
  static var name: String { get }

  /// - Parameter value: the activation's one number (the k of sigmoid(k x), the slope of a leaky
  ///   ReLU), or `nil` for its default.
  /// - Throws: ``NeuralNetworkError`` for a number out of range, or where none is taken.
  init(value: Double?) throws(NeuralNetworkError)

  /// Whether the function changes nothing.
  var isIdentity: Bool { get }

  /// Whether f(+0) is +0 and f'(0) a finite number that is not negative. Saying so saves time on images.
  var keepsZero: Bool { get }

  /// Whether the function is about x above 0 and about constant below.
  var isRectifier: Bool { get }

  /// `output = f(input)`, each number by itself; both lie alike.
  func forward(_ input: Tensor<Float>, into output: inout Tensor<Float>, context: ComputeContext)

  /// `inputGradient = outputGradient f'(input)`, from the input or the output, whichever is
  /// cheaper.
  func backward(
    _ activations: LayerActivations, into inputGradient: inout Tensor<Float>,
    context: ComputeContext)

  /// f(x) in double precision: what gradient checks and tests hold the fast path against.
  func value(at x: Double) -> Double

  /// f'(x) in double precision; where there is none, what ``backward(_:into:context:)`` takes.
  func slope(at x: Double) -> Double
}

extension Activation {
  public var isIdentity: Bool { false }

  public var keepsZero: Bool { false }

  public var isRectifier: Bool { false }
}

/// The activations that can be asked for by name.
public enum Activations {
  /// In the order in which they are listed to people.
  public static let all: [any Activation.Type] = [
    Identity.self, ReLU.self, LeakyReLU.self, ELU.self, GELU.self, Tanh.self, Sigmoid.self,
    Softsign.self,
  ]

  public static var names: [String] { all.map { $0.name } }

  /// The activation of that name.
  ///
  /// - Throws: ``NeuralNetworkError/unknown(kind:name:known:)``, and what its initialiser throws.
  public static func named(
    _ name: String, value: Double? = nil
  ) throws(NeuralNetworkError) -> any Activation {
    guard let type = all.first(where: { $0.name == name }) else {
      throw .unknown(kind: "activation", name: name, known: names)
    }
    return try type.init(value: value)
  }
}

import Tensors

/// How a parameter is filled before training.
///
/// A new initialiser is one file in this folder and one entry in ``Initializers/all``. Each number is
/// a function of the seed, the parameter's name and its index alone.
public protocol Initializer: Sendable {
  /// Fills the tensor.
  ///
  /// - Parameter stream: the random stream of this parameter.
  func fill(
    _ tensor: inout Tensor<Float>, fanIn: Int, fanOut: Int, stream: RandomStream,
    context: ComputeContext)

  /// The variance of the numbers, which have mean 0 and are not correlated; `nil` for others.
  func variance(of shape: Shape, fanIn: Int, fanOut: Int) -> Double?
}

extension Initializer {
  public func variance(of shape: Shape, fanIn: Int, fanOut: Int) -> Double? { nil }
}

/// The initialisers that can be asked for by name.
public enum Initializers {
  /// A name with what it stands for; the number is the initialiser's own (a bound, a deviation).
  public struct Entry: Sendable {
    public let name: String
    public let make: @Sendable (_ value: Double?) throws(NeuralNetworkError) -> any Initializer
  }

  /// In the order in which they are listed to people.
  public static let all: [Entry] =
    [ZerosInitializer.entry, ConstantInitializer.entry, UniformInitializer.entry]
    + [NormalInitializer.entry, InverseSquareRootInitializer.entry]
    + VarianceScalingInitializer.entries
    + [OrthogonalInitializer.entry, LSUVInitializer.entry]

  public static var names: [String] { all.map(\.name) }

  /// The initialiser of that name.
  ///
  /// - Throws: ``NeuralNetworkError/unknown(kind:name:known:)``, and what the initialiser throws for
  ///   a number out of range, missing or not taken.
  public static func named(
    _ name: String, value: Double? = nil
  ) throws(NeuralNetworkError) -> any Initializer {
    guard let entry = all.first(where: { $0.name == name }) else {
      throw .unknown(kind: "initializer", name: name, known: names)
    }
    return try entry.make(value)
  }

  static func requireNoValue(_ value: Double?, _ name: String) throws(NeuralNetworkError) {
    if let value { throw .unexpectedValue(what: "initializer \(name)", value: value) }
  }
}

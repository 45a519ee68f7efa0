import Tensors

/// A tensor of numbers that a layer learns (or keeps), before it exists.
public struct ParameterSpecification: Sendable {
  /// What the tensor is for; weight decay, for one, applies to weights only.
  public enum Role: Equatable, Sendable {
    case weight
    case bias
    /// What normalised numbers are multiplied by.
    case scale
  }

  /// The name within the layer, `weight`.
  public var name: String
  public var shape: Shape
  public var role: Role
  public var initializer: any Initializer
  /// How many inputs reach one output.
  public var fanIn: Int
  /// How many outputs one input reaches.
  public var fanOut: Int

  public init(
    name: String, shape: Shape, role: Role, initializer: any Initializer, fanIn: Int, fanOut: Int
  ) {
    self.name = name
    self.shape = shape
    self.role = role
    self.initializer = initializer
    self.fanIn = fanIn
    self.fanOut = fanOut
  }
}

import Tensors

/// What a layer is to be, as a value: the settings a person writes down.
///
/// A new kind of layer is one file in this folder, with a specification and the ``Layer`` it makes.
public protocol LayerSpecification: Sendable {
  /// What people call the kind: `dense`. It names layers and random streams, so it must not change.
  var kind: String { get }
  /// A name instead of the numbered kind.
  var name: String? { get }

  /// What the layer makes of inputs of this shape (of one example, without the batch).
  ///
  /// - Throws: a ``NeuralNetworkError`` that names the layer, when the shape or a setting will not do.
  func plan(
    input: Shape, as identity: LayerIdentity
  ) throws(NeuralNetworkError) -> LayerPlan

  /// The layer itself, with its workspace.
  func makeLayer(in placement: LayerPlacement) -> any Layer

  /// The layer in double precision, for gradient checks; `nil` where there is none.
  func makeReferenceLayer(in placement: LayerPlacement) -> (any ReferenceLayer)?
}

extension LayerSpecification {
  public var name: String? { nil }

  public func makeReferenceLayer(in placement: LayerPlacement) -> (any ReferenceLayer)? { nil }
}

/// What a layer will produce and need.
public struct LayerPlan: Sendable {
  /// Of one example, without the batch.
  public var outputShape: Shape
  public var parameters: [ParameterSpecification]
  /// For one example, forward.
  public var multiplyAdds: Int

  public init(
    outputShape: Shape, parameters: [ParameterSpecification] = [], multiplyAdds: Int = 0
  ) {
    self.outputShape = outputShape
    self.parameters = parameters
    self.multiplyAdds = multiplyAdds
  }
}

/// Where in a network a layer is about to be made.
public struct LayerPlacement: Sendable {
  public var identity: LayerIdentity
  public var inputShape: Shape
  public var outputShape: Shape
  /// The indices of the layer's parameters in the ``ParameterStore``, in the order of its plan.
  public var parameters: Range<Int>
  /// The most examples a batch may have, padded: the length of one row of activations.
  public var lanes: Int
  public var seed: UInt64
}

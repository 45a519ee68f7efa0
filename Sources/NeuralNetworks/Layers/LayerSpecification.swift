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

  /// Whether the layer can apply a ReLU that stands behind it while it writes its output.
  var rectifying: Rectifying { get }

  /// The layer itself, with its workspace.
  func makeLayer(in placement: LayerPlacement) -> any Layer

  /// The layer in double precision, for gradient checks; `nil` where there is none.
  func makeReferenceLayer(in placement: LayerPlacement) -> (any ReferenceLayer)?
}

extension LayerSpecification {
  public var name: String? { nil }

  public var rectifying: Rectifying { .none }

  public func makeReferenceLayer(in placement: LayerPlacement) -> (any ReferenceLayer)? { nil }
}

/// What a layer will produce and need.
public struct LayerPlan: Sendable {
  /// Of one example, without the batch.
  public var outputShape: Shape
  /// The layouts of activations that the layer takes and gives.
  public var layoutUse: LayoutUse
  public var parameters: [ParameterSpecification]
  /// What the layer keeps from step to step besides its parameters.
  public var statistics: [StatisticSpecification]
  /// For one example, forward.
  public var multiplyAdds: Int

  public init(
    outputShape: Shape, layoutUse: LayoutUse = .unchanged,
    parameters: [ParameterSpecification] = [], statistics: [StatisticSpecification] = [],
    multiplyAdds: Int = 0
  ) {
    self.outputShape = outputShape
    self.layoutUse = layoutUse
    self.parameters = parameters
    self.statistics = statistics
    self.multiplyAdds = multiplyAdds
  }
}

/// How far a layer can take over a ReLU behind it.
public enum Rectifying: Sendable {
  /// Not at all.
  case none
  /// Forward; backward the gradient has to be rectified before the layer gets it.
  case forward
  /// Both ways.
  case bothWays
}

/// Numbers that a layer gathers rather than learns, such as running means.
public struct StatisticSpecification: Equatable, Sendable {
  /// The name within the layer, `running_mean`.
  public var name: String
  public var shape: Shape

  public init(name: String, shape: Shape) {
    self.name = name
    self.shape = shape
  }
}

/// Where in a network a layer is about to be made.
public struct LayerPlacement: Sendable {
  public var identity: LayerIdentity
  public var inputShape: Shape
  public var outputShape: Shape
  public var inputLayout: ActivationLayout
  public var outputLayout: ActivationLayout
  /// The indices of the layer's parameters in the ``ParameterStore``, in the order of its plan.
  public var parameters: Range<Int>
  /// The most examples a batch may have.
  public var batchCapacity: Int
  public var seed: UInt64
  /// Whether the layer is to apply the ReLU behind it, as ``LayerSpecification/rectifying`` says it can.
  public var isRectified: Bool
}

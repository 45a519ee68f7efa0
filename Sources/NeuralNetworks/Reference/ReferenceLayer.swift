/// A layer in double precision, in loops as plain as can be.
///
/// A batch is a list of examples, each a list of numbers in row-major order, whatever the layout that the fast
/// path prefers. Whether a layer is there is up to its specification:
/// ``LayerSpecification/makeReferenceLayer(in:)``.
public protocol ReferenceLayer: Sendable {
  /// The outputs for a batch.
  ///
  /// - Parameter parameters: of the whole network; the layer knows the places of its own.
  func forward(_ input: [[Double]], parameters: [[Double]]) -> [[Double]]

  /// The gradients of the loss with respect to the inputs; those with respect to the parameters of the layer
  /// are added to theirs in `gradients`.
  func backward(
    _ outputGradient: [[Double]], input: [[Double]], output: [[Double]], parameters: [[Double]],
    gradients: inout [[Double]]
  ) -> [[Double]]
}

/// Layers that change nothing, such as a flatten layer, or dropout in evaluation.
struct ReferenceIdentity: ReferenceLayer {
  func forward(_ input: [[Double]], parameters: [[Double]]) -> [[Double]] { input }

  func backward(
    _ outputGradient: [[Double]], input: [[Double]], output: [[Double]], parameters: [[Double]],
    gradients: inout [[Double]]
  ) -> [[Double]] { outputGradient }
}

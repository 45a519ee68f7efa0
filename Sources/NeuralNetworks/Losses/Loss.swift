import Tensors

/// How far the outputs of a network are from what they should be.
///
/// A new loss is one file in this folder and one entry in ``Losses/all``.
public protocol Loss: Sendable {
  /// The name in model files.
  static var name: String { get }

  /// The loss of each lane in use, and the gradient of their mean with respect to the output.
  ///
  /// - Parameters:
  ///   - output: `[outputs, lanes]`.
  ///   - labels: `[lanes]`, the class of each lane.
  ///   - batch: how many lanes are in use.
  ///   - losses: `[lanes]`.
  ///   - gradient: of the shape of the output; lanes not in use may get anything finite.
  func evaluate(
    _ output: Tensor<Float>, labels: Tensor<Int32>, batch: Int, losses: inout Tensor<Float>,
    gradient: inout Tensor<Float>, context: ComputeContext)

  /// The loss of each lane in use alone; the same bits as with the gradient.
  func losses(
    _ output: Tensor<Float>, labels: Tensor<Int32>, batch: Int, into losses: inout Tensor<Float>,
    context: ComputeContext)

  /// The loss of one example and its gradient with respect to the outputs, in double precision: what gradient
  /// checks and tests hold the fast path against.
  func value(_ output: [Double], label: Int) -> (loss: Double, gradient: [Double])
}

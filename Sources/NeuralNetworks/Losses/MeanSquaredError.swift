import Tensors

/// The mean, over the outputs, of the squared differences between them and the one-hot vector of the label:
/// 1 for the class of the example, 0 for the others.
///
/// The outputs are taken as they are; to compare probabilities, end the network with a ``Softmax`` layer or
/// a sigmoid.
public struct MeanSquaredError: Loss, Equatable {
  public static let name = "mean-squared-error"

  public init() {}

  public func evaluate(
    _ output: Tensor<Float>, labels: Tensor<Int32>, batch: Int, losses: inout Tensor<Float>,
    gradient: inout Tensor<Float>, context: ComputeContext
  ) {
    context.squaredError(
      output, labels: labels, batch: batch, losses: &losses, gradient: &gradient)
  }

  public func losses(
    _ output: Tensor<Float>, labels: Tensor<Int32>, batch: Int, into losses: inout Tensor<Float>,
    context: ComputeContext
  ) {
    context.squaredError(output, labels: labels, batch: batch, losses: &losses)
  }
}

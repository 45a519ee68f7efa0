import Tensors

/// Softmax and cross-entropy in one: the outputs are logits, the loss of an example is the negative
/// logarithm of the probability of its class.
public struct CrossEntropy: Loss, Equatable {
  public static let name = "cross-entropy"

  public init() {}

  public func evaluate(
    _ output: Tensor<Float>, labels: Tensor<Int32>, batch: Int, losses: inout Tensor<Float>,
    gradient: inout Tensor<Float>, context: ComputeContext
  ) {
    context.softmaxCrossEntropy(
      output, labels: labels, batch: batch, losses: &losses, gradient: &gradient)
  }

  public func losses(
    _ output: Tensor<Float>, labels: Tensor<Int32>, batch: Int, into losses: inout Tensor<Float>,
    context: ComputeContext
  ) {
    context.softmaxCrossEntropy(output, labels: labels, batch: batch, losses: &losses)
  }
}

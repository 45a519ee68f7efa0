import Tensors

/// Everything that a training is at one moment, as named tensors: what a checkpoint holds.
///
/// A training restored from it takes the same steps as one that was never interrupted, bit for bit.
public struct TrainingState: Equatable, Sendable {
  /// `parameters/dense1/weight`, `optimizer/velocity/dense1/weight`.
  public var floats: [String: Tensor<Float>]
  /// `history/train_loss` as `[entries, width]`, `recorders/training`.
  public var doubles: [String: Tensor<Double>]
  /// `progress`: where the training stands; see ``Trainer/state()``.
  public var integers: [String: Tensor<Int64>]

  public init(
    floats: [String: Tensor<Float>], doubles: [String: Tensor<Double>],
    integers: [String: Tensor<Int64>]
  ) {
    self.floats = floats
    self.doubles = doubles
    self.integers = integers
  }
}

/// How a model is to be trained.
public struct TrainingConfiguration: Sendable {
  public var loss: any Loss
  public var optimizer: any Optimizer
  public var schedule: any Schedule
  /// What the rate is multiplied with in the layers named; 1 in the others.
  public var rateFactors: [String: Double]
  /// Examples in a batch; a set of fewer examples is one batch.
  public var batchSize: Int
  /// How often the training set is gone through; 0 leaves the network as it was initialised.
  public var epochs: Int
  /// Of the parameters, the order of the examples and the masks.
  public var seed: UInt64
  /// What is written into the history.
  public var recorders: [any Recorder]

  public init(
    loss: any Loss = CrossEntropy(), optimizer: any Optimizer, schedule: any Schedule,
    rateFactors: [String: Double] = [:], batchSize: Int, epochs: Int, seed: UInt64,
    recorders: [any Recorder] = [TrainingRecorder(), ValidationRecorder()]
  ) {
    self.loss = loss
    self.optimizer = optimizer
    self.schedule = schedule
    self.rateFactors = rateFactors
    self.batchSize = batchSize
    self.epochs = epochs
    self.seed = seed
    self.recorders = recorders
  }
}

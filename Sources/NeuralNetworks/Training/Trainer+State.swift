import Tensors

extension Trainer {
  private static let progressName = "progress"
  private static let optimizerName = "optimizer"

  /// Everything that a trainer of the same configuration needs to go on from here.
  ///
  /// The tensor `progress` holds, in this order: epochs completed, batches done of the current one,
  /// steps over all; the number of examples, the batch size and the seed they belong to; the outcome
  /// (0 none, 1 completed, 2 diverged), the step and the bits of the loss of a divergence.
  ///
  /// - Complexity: no number is copied until the training goes on.
  public func state() -> TrainingState {
    var floats: [String: Tensor<Float>] = [:]
    for (name, value) in network.exportParameters() { floats["parameters/\(name)"] = value }
    for (kind, tensors) in zip(optimizer.momentNames, optimizer.moments) {
      for (name, tensor) in zip(network.parameters.names, tensors) {
        floats["optimizer/\(kind)/\(name)"] = tensor
      }
    }
    var doubles: [String: Tensor<Double>] = [:]
    for series in history.series {
      doubles["history/\(series.name)"] = Tensor(
        shape: Shape([series.count, series.width]), elements: series.values)
    }
    if !optimizer.numbers.isEmpty {
      doubles[Self.optimizerName] = Tensor(
        shape: Shape([optimizer.numbers.count]), elements: optimizer.numbers)
    }
    for recorder in recorders where !recorder.gathered.isEmpty {
      doubles["recorders/\(recorder.name)"] = Tensor(
        shape: Shape([recorder.gathered.count]), elements: recorder.gathered)
    }
    return TrainingState(
      floats: floats, doubles: doubles, integers: [Self.progressName: progress])
  }

  private var progress: Tensor<Int64> {
    var numbers = [epoch, batch, step, training.count, batches.batchSize].map(Int64.init)
    numbers.append(Int64(bitPattern: configuration.seed))
    switch outcome {
    case nil, .stopped: numbers += [0, 0, 0]
    case .completed: numbers += [1, 0, 0]
    case .diverged(let step, let loss):
      numbers += [2, Int64(step), Int64(bitPattern: loss.bitPattern)]
    }
    return Tensor(shape: Shape([numbers.count]), elements: numbers)
  }

  /// Puts the trainer where `state` was taken. Nothing is changed when an error is thrown.
  ///
  /// - Throws: ``NeuralNetworkError/missingTensor(name:)``,
  ///   ``NeuralNetworkError/tensorShape(name:found:expected:)``,
  ///   ``NeuralNetworkError/unexpectedTensor(name:)``,
  ///   ``NeuralNetworkError/inconsistentState(reason:)`` for the state of another training.
  public mutating func restore(_ state: TrainingState) throws(NeuralNetworkError) {
    var restored = self
    try restored.restoreProgress(state)
    try restored.restoreTensors(state.floats)
    try restored.restoreRecords(state.doubles)
    try restored.prepareRecorders()
    self = restored
  }

  private mutating func restoreProgress(_ state: TrainingState) throws(NeuralNetworkError) {
    guard let tensor = state.integers[Self.progressName] else {
      throw .missingTensor(name: Self.progressName)
    }
    let expected = progress
    guard tensor.shape == expected.shape else {
      throw .tensorShape(name: Self.progressName, found: tensor.shape, expected: expected.shape)
    }
    let numbers = tensor.elements
    for (index, what) in [(3, "examples"), (4, "examples in a batch"), (5, "as the seed")]
    where numbers[index] != expected.elements[index] {
      throw .inconsistentState(
        reason: "it has \(numbers[index]) \(what), the training \(expected.elements[index])")
    }
    guard let epoch = Int(exactly: numbers[0]), let batch = Int(exactly: numbers[1]),
      (0...configuration.epochs).contains(epoch), (0..<batches.stepsPerEpoch).contains(batch),
      epoch < configuration.epochs || batch == 0,
      numbers[2] == Int64(epoch * batches.stepsPerEpoch + batch)
    else {
      throw .inconsistentState(
        reason: "epoch \(numbers[0]), batch \(numbers[1]), step \(numbers[2]) is no moment of"
          + " \(configuration.epochs) epochs of \(batches.stepsPerEpoch) batches")
    }
    self.epoch = epoch
    self.batch = batch
    step = epoch * batches.stepsPerEpoch + batch
    order = batch == 0 ? [] : batches.order(ofEpoch: epoch)
    switch numbers[6] {
    case 0: outcome = nil
    // Completed for that many epochs; this training may be asked for more.
    case 1: outcome = epoch == configuration.epochs ? .completed : nil
    case 2:
      outcome = .diverged(
        step: Int(numbers[7]), loss: Double(bitPattern: UInt64(bitPattern: numbers[8])))
    default: throw .inconsistentState(reason: "its outcome has the unknown code \(numbers[6])")
    }
  }

  private mutating func restoreTensors(
    _ floats: [String: Tensor<Float>]
  ) throws(NeuralNetworkError) {
    let kinds = optimizer.momentNames
    let names = network.parameters.names
    let shapes = network.parameters.values.map(\.shape)
    let statistics = network.statisticNames
    let prefixes = kinds.map { "optimizer/\($0)/" }
    let matched = try Network.match(
      floats,
      names: (names + statistics).map { "parameters/" + $0 }
        + prefixes.flatMap { prefix in names.map { prefix + $0 } },
      shapes: shapes + network.statistics.map(\.shape) + prefixes.flatMap { _ in shapes })
    network.parameters.values = Array(matched[..<names.count])
    network.statistics = Array(matched[names.count..<(names.count + statistics.count)])
    optimizer.moments = kinds.indices.map { index in
      let first = (index + 1) * names.count + statistics.count
      return Array(matched[first..<(first + names.count)])
    }
  }

  private mutating func restoreRecords(
    _ doubles: [String: Tensor<Double>]
  ) throws(NeuralNetworkError) {
    history = History()
    if !optimizer.numbers.isEmpty {
      optimizer.numbers = try Self.numbers(
        Self.optimizerName, count: optimizer.numbers.count, in: doubles)
    }
    for index in recorders.indices where !recorders[index].gathered.isEmpty {
      recorders[index].gathered = try Self.numbers(
        "recorders/\(recorders[index].name)", count: recorders[index].gathered.count, in: doubles)
    }
    var series: [History.Series] = []
    for name in doubles.keys.sorted()
    where name != Self.optimizerName && !name.hasPrefix("recorders/") {
      guard name.hasPrefix("history/"), let tensor = doubles[name] else {
        throw .unexpectedTensor(name: name)
      }
      guard tensor.shape.dimensions.count == 2, tensor.shape.dimensions[1] > 0 else {
        throw .tensorShape(name: name, found: tensor.shape, expected: Shape([epoch, 1]))
      }
      series.append(
        History.Series(
          name: String(name.dropFirst("history/".count)), width: tensor.shape.dimensions[1],
          values: tensor.elements))
    }
    history = History(series: series)
  }

  private static func numbers(
    _ name: String, count: Int, in doubles: [String: Tensor<Double>]
  ) throws(NeuralNetworkError) -> [Double] {
    guard let tensor = doubles[name] else { throw .missingTensor(name: name) }
    guard tensor.shape == Shape([count]) else {
      throw .tensorShape(name: name, found: tensor.shape, expected: Shape([count]))
    }
    return tensor.elements
  }
}

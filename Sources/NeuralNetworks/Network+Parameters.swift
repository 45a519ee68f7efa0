import Tensors

extension Network {
  /// All parameters by name (`dense1/weight`), and all statistics that layers keep
  /// (`batchnorm1/running_mean`).
  public func exportParameters() -> [String: Tensor<Float>] {
    Dictionary(
      uniqueKeysWithValues: zip(
        parameters.names + statisticNames, parameters.values + statistics))
  }

  /// The names of the statistics, in the order of the layers.
  var statisticNames: [String] {
    model.layers.flatMap { layer in layer.statistics.map { "\(layer.name)/\($0.name)" } }
  }

  var statistics: [Tensor<Float>] {
    get { layers.flatMap(\.statistics) }
    set {
      var first = 0
      for index in layers.indices {
        let count = model.layers[index].statistics.count
        guard count > 0 else { continue }
        layers[index].statistics = Array(newValue[first..<(first + count)])
        first += count
      }
    }
  }

  /// Replaces all parameters and statistics. Nothing is changed when an error is thrown.
  ///
  /// - Throws: ``NeuralNetworkError/missingTensor(name:)``,
  ///   ``NeuralNetworkError/unexpectedTensor(name:)``,
  ///   ``NeuralNetworkError/tensorShape(name:found:expected:)``.
  public mutating func importParameters(
    _ tensors: [String: Tensor<Float>]
  ) throws(NeuralNetworkError) {
    let matched = try Self.match(
      tensors, names: parameters.names + statisticNames,
      shapes: (parameters.values + statistics).map(\.shape))
    parameters.values = Array(matched[..<parameters.count])
    statistics = Array(matched[parameters.count...])
  }

  /// The tensors in the order of the names, each of its shape, and no others.
  static func match(
    _ tensors: [String: Tensor<Float>], names: [String], shapes: [Shape]
  ) throws(NeuralNetworkError) -> [Tensor<Float>] {
    var matched: [Tensor<Float>] = []
    for (name, shape) in zip(names, shapes) {
      guard let tensor = tensors[name] else { throw .missingTensor(name: name) }
      guard tensor.shape == shape else {
        throw .tensorShape(name: name, found: tensor.shape, expected: shape)
      }
      matched.append(tensor)
    }
    if tensors.count > names.count,
      let name = tensors.keys.filter({ !names.contains($0) }).min()
    {
      throw .unexpectedTensor(name: name)
    }
    return matched
  }
}

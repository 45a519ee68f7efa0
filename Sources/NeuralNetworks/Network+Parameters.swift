import Tensors

extension Network {
  /// All parameters by name (`dense1/weight`).
  public func exportParameters() -> [String: Tensor<Float>] {
    Dictionary(uniqueKeysWithValues: zip(parameters.names, parameters.values))
  }

  /// Replaces all parameters. Nothing is changed when an error is thrown.
  ///
  /// - Throws: ``NeuralNetworkError/missingTensor(name:)``,
  ///   ``NeuralNetworkError/unexpectedTensor(name:)``,
  ///   ``NeuralNetworkError/tensorShape(name:found:expected:)``.
  public mutating func importParameters(
    _ tensors: [String: Tensor<Float>]
  ) throws(NeuralNetworkError) {
    parameters.values = try Self.match(
      tensors, names: parameters.names, shapes: parameters.values.map(\.shape))
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

extension Network {
  /// The layers that learn, with the places of their parameters in the store and that of the weights.
  var trainedLayers: [(name: String, parameters: Range<Int>, weight: Int?)] {
    var first = 0
    var result: [(name: String, parameters: Range<Int>, weight: Int?)] = []
    for layer in model.layers where !layer.parameters.isEmpty {
      let weight = layer.parameters.firstIndex { $0.role == .weight }
      let parameters = first..<(first + layer.parameters.count)
      result.append((layer.name, parameters, weight.map { first + $0 }))
      first = parameters.upperBound
    }
    return result
  }

  /// The layers that change what goes through them in training, with their places in the model.
  var activeLayers: [(name: String, place: Int)] {
    let pass = Pass(batch: 1, mode: .training(step: 0))
    return model.layers.indices.compactMap { index in
      layers[index].isIdentity(in: pass) ? nil : (model.layers[index].name, index)
    }
  }
}

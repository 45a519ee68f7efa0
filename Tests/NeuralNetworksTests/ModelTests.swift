import Tensors
import Testing

@testable import NeuralNetworks

@Suite struct ModelTests {
  /// The two-layer networks of the search in the MNIST report, with their published sizes.
  @Test(
    "the number of parameters is the published one",
    arguments: [
      ([784, 256], 818_970), ([512, 384], 602_762), ([666, 333], 748_261), ([666, 666], 973_702),
    ])
  func parameterCounts(hidden: [Int], expected: Int) throws {
    let layers: [any LayerSpecification] =
      [Flatten()]
      + hidden.flatMap {
        [Dense(units: $0), ActivationSpecification(ReLU())] as [any LayerSpecification]
      }
      + [Dense(units: 10)]
    let model = try Model(layers, inputShape: Shape([28, 28]))
    #expect(model.parameterCount == expected)
    #expect(model.outputShape == Shape([10]))
  }

  @Test("layers are numbered within their kind, and a name of their own does not count")
  func names() throws {
    let model = try Model(
      [
        Dense(units: 4), ActivationSpecification(Tanh()), Dropout(0.5),
        Dense(units: 3, name: "top"),
        ActivationSpecification(Tanh()), Dense(units: 2),
      ], inputShape: Shape([5]))
    #expect(model.layers.map(\.name) == ["dense1", "tanh1", "dropout1", "top", "tanh2", "dense2"])
  }

  @Test("the summary lists shapes, parameters and multiply-adds, aligned")
  func summary() throws {
    let model = try Model(
      [
        Flatten(), Dense(units: 800), ActivationSpecification(ReLU()), Dropout(0.5),
        Dense(units: 10),
      ],
      inputShape: Shape([28, 28]))
    let summary = ModelSummary(model)
    #expect(summary.rows.map(\.parameterCount) == [0, 628_000, 0, 0, 8_010])
    #expect(summary.rows.map(\.multiplyAdds) == [0, 627_200, 0, 0, 8_000])
    #expect(summary.parameterCount == 636_010)
    let lines = summary.description.split(separator: "\n")
    #expect(lines.count == 7)
    #expect(Set(lines.map(\.count)).count == 1)
    #expect(lines[2].contains("628,000"))
    #expect(lines[6].hasSuffix("635,200"))
  }

  @Test("a dense layer on images says which layer, what it got, and what to do")
  func denseOnImages() {
    let layer = LayerIdentity(name: "dense1", position: 2)
    #expect(
      throws: NeuralNetworkError.layerInput(
        layer: layer, found: Shape([28, 28]),
        expected: "one axis of features; put a flatten layer before it")
    ) {
      try Model([Dropout(0.1), Dense(units: 3)], inputShape: Shape([28, 28]))
    }
  }

  @Test("dropout outside [0, 1) is refused", arguments: [1, 1.5, -0.1, .nan])
  func badDropout(_ probability: Double) {
    #expect {
      try Model([Dense(units: 2), Dropout(probability)], inputShape: Shape([3]))
    } throws: { error in
      if case NeuralNetworkError.layerSetting(let layer, _, _, _) = error {
        layer == LayerIdentity(name: "dropout1", position: 2)
      } else {
        false
      }
    }
  }

  @Test("no units, or more weights than memory, are refused", arguments: [0, -3, 1 << 40, Int.max])
  func badUnits(_ units: Int) {
    #expect(throws: NeuralNetworkError.self) {
      try Model([Dense(units: units)], inputShape: Shape([100]))
    }
  }

  @Test("empty models, empty inputs and names given twice are refused")
  func badModels() {
    #expect(throws: NeuralNetworkError.noLayers) { try Model([], inputShape: Shape([3])) }
    #expect(throws: NeuralNetworkError.self) { try Model([Flatten()], inputShape: Shape([0, 3])) }
    #expect(throws: NeuralNetworkError.duplicateLayerName("dense1")) {
      try Model([Dense(units: 2), Dense(units: 2, name: "dense1")], inputShape: Shape([3]))
    }
  }

  @Test("activations are found by name, with their number where they take one")
  func activationNames() throws {
    #expect(
      Activations.names == [
        "identity", "relu", "leaky-relu", "elu", "gelu", "tanh", "sigmoid", "softsign",
      ])
    for name in Activations.names {
      #expect(type(of: try Activations.named(name)).name == name)
    }
    #expect((try Activations.named("sigmoid", value: 0.4) as? Sigmoid)?.slope == 0.4)
    #expect(throws: NeuralNetworkError.unexpectedValue(what: "activation relu", value: 1)) {
      try Activations.named("relu", value: 1)
    }
    #expect(throws: NeuralNetworkError.self) { try Activations.named("sigmoid", value: .infinity) }
    #expect(
      throws: NeuralNetworkError.unknown(
        kind: "activation", name: "rellu", known: Activations.names)
    ) { try Activations.named("rellu") }
  }
}

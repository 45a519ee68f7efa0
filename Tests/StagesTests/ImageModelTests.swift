import Artifacts
import NeuralNetworks
import Tensors
import Testing

@testable import Pipelines
@testable import Stages

@Suite("Models of images in a pipeline file")
struct ImageModelTests {
  private static let nowhere = SourceLocation(file: "x.json", line: 1, column: 1)

  private func layers(_ text: String) throws -> [any LayerSpecification] {
    try ModelParameters.layers(
      try JSONValue(parsing: text).arrayValue ?? [], initializer: ["glorot-uniform": [:]],
      location: { _ in Self.nowhere }
    ).map(\.layer)
  }

  /// The pipeline with one training of this model.
  private func pipeline(_ model: String) throws -> Pipeline {
    let text = """
      { "title": "t",
        "stages": {
          "images": { "uses": "dataset", "with": { "source": ["mnist"] } },
          "parts": { "uses": "split", "from": { "data": "images" },
                     "with": { "train": 100, "validation": 10 } },
          "scaled": { "uses": "normalize", "from": { "data": "parts" },
                      "with": { "mode": "standardize" } },
          "net": { "uses": "train", "from": { "data": "scaled" },
                   "with": { "model": \(model), "optimizer": {"sgd": {"rate": 0.1}},
                             "batch": 8, "epochs": 1 } } },
        "report": [] }
      """
    return try Pipeline(
      try PipelineFile(text: text, file: "x.json"), registry: .standard, profile: nil)
  }

  @Test("the network of the MNIST report has 763,094 parameters")
  func mnist() throws {
    let model = try Model(
      layers(
        """
        [{"conv": 16, "kernel": 3, "padding": "same"}, {"relu": {}},
         {"conv": 32, "kernel": 5, "stride": 2, "padding": 2}, {"relu": {}},
         {"conv": 64, "kernel": [3, 3], "padding": 1}, {"relu": {}},
         {"conv": 128, "kernel": 5, "stride": 2, "padding": 2}, {"relu": {}},
         {"conv": 256, "kernel": 3, "padding": "same"}, {"relu": {}},
         {"maxpool": 2}, {"flatten": {}}, {"dense": 100}, {"relu": {}}, {"dense": 10}]
        """), inputShape: [28, 28])
    #expect(model.parameterCount == 763_094)
  }

  @Test("every setting arrives in its layer")
  func settings() throws {
    let layers = try layers(
      """
      [{"conv": 6, "kernel": [5, 3], "stride": 2, "padding": 1, "bias": false, "name": "stem"},
       {"batchnorm": {"epsilon": 0.001, "momentum": 0.25}}, {"batchnorm": {}},
       {"avgpool": 3, "stride": 1, "padding": "same"}, {"maxpool": [2, 4]}]
      """)
    let convolution = try #require(layers[0] as? Convolution)
    #expect(convolution.filters == 6)
    #expect(
      convolution.settings
        == WindowSettings(kernel: (rows: 5, columns: 3), stride: 2, padding: .pixels(1)))
    #expect(convolution.biasInitializer == nil)
    #expect(convolution.name == "stem")
    let normalization = try #require(layers[1] as? BatchNormalization)
    #expect(normalization.epsilon == 0.001 && normalization.momentum == 0.25)
    #expect((layers[2] as? BatchNormalization)?.momentum == 0.1)
    let average = try #require(layers[3] as? Pooling)
    #expect(average.operation == .average)
    #expect(average.settings == WindowSettings(kernel: 3, stride: 1, padding: .same))
    // The stride is the windows' height unless given.
    let maximum = try #require(layers[4] as? Pooling)
    #expect(maximum.settings == WindowSettings(kernel: (rows: 2, columns: 4), stride: 2))
  }

  @Test("layers of images are written as people write them, with defaults and bare names")
  func spelling() throws {
    _ = try pipeline(
      """
      [{"conv": 4, "kernel": 3}, "batchnorm", "relu", {"maxpool": 2}, {"avgpool": 2, "stride": 1},
       "flatten", {"dense": 10}]
      """)
  }

  @Test(
    "what no layer can take is refused where it stands",
    arguments: [
      #"[{"conv": 4}]"#, #"[{"conv": 0, "kernel": 3}]"#, #"[{"conv": 4, "kernel": 0}]"#,
      #"[{"conv": 4, "kernel": [3, 3, 3]}]"#, #"[{"conv": 4, "kernel": 3, "padding": "some"}]"#,
      #"[{"maxpool": 2, "stride": 0}]"#, #"[{"batchnorm": {"epsilon": 0}}]"#,
      #"[{"conv": 4, "kernel": 3, "strides": 2}]"#,
    ])
  func refusals(_ model: String) {
    #expect(throws: (any Error).self) { try pipeline(model) }
  }
}

import Tensors
import Testing

@testable import NeuralNetworks

/// The networks of the reports.
enum ReportNetworks {
  static var relu: any LayerSpecification { ActivationSpecification(ReLU()) }

  static func convolution(
    _ filters: Int, _ kernel: Int, stride: Int = 1, _ padding: WindowSettings.Padding = .valid
  ) -> any LayerSpecification {
    Convolution(
      filters: filters, WindowSettings(kernel: kernel, stride: stride, padding: padding))
  }

  static var halving: any LayerSpecification {
    Pooling(.maximum, WindowSettings(kernel: 2, stride: 2))
  }

  /// The convolutional network on MNIST. The published numbers of parameters demand that the kernels of
  /// 3 are padded: 2,304 features come from 3x3 pixels.
  static var mnist: [any LayerSpecification] {
    [
      convolution(16, 3, .same), relu, convolution(32, 5, stride: 2, .pixels(2)), relu,
      convolution(64, 3, .same), relu, convolution(128, 5, stride: 2, .pixels(2)), relu,
      convolution(256, 3, .same), relu, halving, Flatten(), Dense(units: 100), relu,
      Dense(units: 10),
    ]
  }

  /// The one on CIFAR-10, about 1,250,000 parameters.
  static var cifar: [any LayerSpecification] {
    [
      convolution(32, 3, .same), relu, convolution(32, 3), relu, halving,
      convolution(64, 3, .same), relu, convolution(64, 3), relu, halving,
      Flatten(), Dense(units: 512), relu, Dense(units: 10),
    ]
  }
}

@Suite struct ImageModelTests {
  @Test("the MNIST network has the published shapes and parameters")
  func mnist() throws {
    for shape in [[28, 28], [28, 28, 1]] {
      let summary = ModelSummary(
        try Model(ReportNetworks.mnist, inputShape: Shape(shape)))
      #expect(
        summary.rows.map(\.parameterCount).filter { $0 > 0 }
          == [160, 12_832, 18_496, 204_928, 295_168, 230_500, 1_010])
      #expect(summary.parameterCount == 763_094)
      #expect(
        summary.rows.filter { $0.kind == "conv" }.map(\.outputShape)
          == [[28, 28, 16], [14, 14, 32], [14, 14, 64], [7, 7, 128], [7, 7, 256]])
      #expect(summary.description.contains("763,094"))
    }
  }

  @Test("the CIFAR network has 1,250,858 parameters and 2,304 features")
  func cifar() throws {
    let model = try Model(ReportNetworks.cifar, inputShape: [32, 32, 3])
    let summary = ModelSummary(model)
    #expect(summary.parameterCount == 1_250_858)
    #expect(summary.rows[10].outputShape == [2304])
    #expect(summary.rows[0].multiplyAdds == 32 * 32 * 27 * 32)
    #expect(summary.rows[2].multiplyAdds == 30 * 30 * 288 * 32)
    #expect(summary.description.contains("1,250,858"))
  }

  @Test("'same' keeps the size, or divides it by the stride rounding up")
  func same() throws {
    for (size, kernel, stride, expected) in [
      (7, 3, 1, 7), (7, 4, 1, 7), (7, 3, 2, 4), (8, 5, 3, 3), (5, 2, 7, 1), (1, 9, 1, 1),
    ] {
      let model = try Model(
        [ReportNetworks.convolution(2, kernel, stride: stride, .same)], inputShape: [size, size, 1])
      #expect(model.outputShape == [expected, expected, 2], "\(size) \(kernel) \(stride)")
    }
  }

  @Test("a batch norm keeps two learned and two gathered numbers per channel")
  func batchNormalization() throws {
    let model = try Model(
      [ReportNetworks.convolution(6, 3), BatchNormalization(), Flatten(), BatchNormalization()],
      inputShape: [5, 4, 2])
    #expect(model.layers.map(\.parameterCount) == [114, 12, 0, 72])
    var network = try Network(model, seed: 1, batchCapacity: 3, context: testContext())
    let exported = network.exportParameters()
    #expect(exported["batchnorm1/running_mean"]?.elements == [0, 0, 0, 0, 0, 0])
    #expect(exported["batchnorm2/running_variance"]?.shape == [36])
    var changed = exported
    changed["batchnorm1/running_mean"] = Tensor([1, 2, 3, 4, 5, 6])
    try network.importParameters(changed)
    #expect(network.exportParameters() == changed)
    changed["batchnorm2/running_mean"] = nil
    #expect(throws: NeuralNetworkError.missingTensor(name: "batchnorm2/running_mean")) {
      try network.importParameters(changed)
    }
  }

  @Test("the halo is as wide as the layers around it need")
  func halos() throws {
    let network = try Network(
      Model(ReportNetworks.cifar, inputShape: [32, 32, 3]), seed: 1, batchCapacity: 2,
      context: testContext())
    let halos = network.layouts.map { layout in
      if case .images(let layout) = layout { layout.halo } else { -1 }
    }
    // The input's is of the first convolution alone; outputs of unpadded ones need two for the gradient.
    #expect(halos == [1, 0, 0, 2, 2, 1, 1, 1, 2, 2, 0, -1, -1, -1, -1])
    let flat = try Network(
      Model([Dropout(0.5), Flatten(), Dense(units: 2)], inputShape: [4, 4, 3]), seed: 1,
      batchCapacity: 2, context: testContext())
    #expect(flat.layouts.allSatisfy { $0 == .features })
  }

  struct Mistake: CustomStringConvertible, Sendable {
    let layers: [any LayerSpecification]
    var input: Shape = [8, 6, 3]
    let message: String

    var description: String { message }
  }

  static let refused: [Mistake] = [
    Mistake(
      layers: [ReportNetworks.relu, ReportNetworks.convolution(4, 7)],
      message: "conv1 (layer 2): gets inputs of shape 8x6x3, but takes images of at least 7x7 "
        + "pixels, the size of its kernel"),
    Mistake(
      layers: [ReportNetworks.convolution(4, 11, .pixels(2))],
      message: "conv1 (layer 1): gets inputs of shape 8x6x3, but takes images of at least 7x7 "
        + "pixels, for a kernel of 11x11 with a padding of 2"),
    Mistake(
      layers: [Flatten(), ReportNetworks.convolution(4, 1)],
      message: "conv1 (layer 2): gets inputs of shape 144, but takes images of height x width x "
        + "channels"),
    Mistake(
      layers: [ReportNetworks.convolution(0, 3)],
      message: "conv1 (layer 1): the number of filters is 0.0; it must be between 1 and 79536431"),
    Mistake(
      layers: [ReportNetworks.convolution(1, 3, stride: 0)],
      message: "conv1 (layer 1): the stride is 0.0; it must be between 1 and 32768"),
    Mistake(
      layers: [ReportNetworks.convolution(1, 3, .pixels(3))],
      message: "conv1 (layer 1): the padding is 3.0; it must be between 0 and 2 with a kernel of "
        + "3x3"),
    Mistake(
      layers: [Pooling(.maximum, WindowSettings(kernel: 2, stride: 2, padding: .pixels(2)))],
      message: "maxpool1 (layer 1): the padding is 2.0; it must be between 0 and 1 with a kernel "
        + "of 2x2"),
    Mistake(
      layers: [Pooling(.average, WindowSettings(kernel: -1))],
      message: "avgpool1 (layer 1): the kernel's height is -1.0; it must be between 1 and 32768"),
    Mistake(
      layers: [BatchNormalization(epsilon: 0)],
      message: "batchnorm1 (layer 1): epsilon is 0.0; it must be above 0 and below 1"),
    Mistake(
      layers: [BatchNormalization()], input: [2, 3, 4, 5],
      message: "batchnorm1 (layer 1): gets inputs of shape 2x3x4x5, but takes one axis of "
        + "features, or images of height x width x channels"),
  ]

  @Test("what cannot be is refused with layer, shapes and bounds", arguments: refused)
  func mistakes(_ mistake: Mistake) {
    #expect {
      try Model(mistake.layers, inputShape: mistake.input)
    } throws: { error in
      "\(error)" == mistake.message
    }
  }
}

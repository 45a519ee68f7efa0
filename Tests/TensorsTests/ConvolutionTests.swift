import Testing

@testable import Tensors

@Suite struct ConvolutionTests {
  @Test(
    "forward is one ascending chain per element over rows, columns, channels, then the bias",
    arguments: ConvolutionCase.all)
  func forward(_ c: ConvolutionCase) {
    let reference = ReferenceConvolution(c)
    let (expected, unbiased) = (reference.forward(c.bias), reference.forward(nil))
    var workspace = c.workspace
    for context in contexts {
      var output = Tensor<Float>(zeros: c.outputLayout.shape(images: c.batch))
      context.convolve(
        c.weight, bias: c.bias, input: reference.input, c.inputLayout, window: c.window,
        workspace: &workspace, batch: c.batch, into: &output, c.outputLayout)
      #expect(output == expected, "\(context.label)")
      context.convolve(
        c.weight, bias: nil, input: reference.input, c.inputLayout, window: c.window,
        workspace: &workspace, batch: c.batch, into: &output, c.outputLayout)
      #expect(output == unbiased, "\(context.label) without bias")
    }
  }

  @Test(
    "the input's gradient is one chain over the outputs in ascending order",
    arguments: ConvolutionCase.all)
  func inputGradient(_ c: ConvolutionCase) {
    let reference = ReferenceConvolution(c)
    let expected = reference.inputGradient()
    var workspace = c.workspace
    for context in contexts {
      // Stale numbers from another batch must not survive inside the image.
      var result = images(c.inputLayout, c.batch, "stale")
      context.convolutionInputGradient(
        c.weight, outputGradient: reference.gradient, c.outputLayout, window: c.window,
        workspace: &workspace, batch: c.batch, into: &result, c.inputLayout)
      #expect(result == expected, "\(context.label)")
    }
  }

  @Test(
    "gradients of weight and bias are one chain per image and a pairwise tree over the images",
    arguments: ConvolutionCase.all)
  func parameterGradients(_ c: ConvolutionCase) {
    let reference = ReferenceConvolution(c)
    let (weight, bias) = (reference.weightGradient(), reference.biasGradient())
    for context in contexts {
      var weightGradient = Tensor<Float>(repeating: 9, shape: c.weight.shape)
      var biasGradient: Tensor<Float>? = Tensor(repeating: 9, shape: [c.outputs])
      context.convolutionParameterGradients(
        input: reference.input, c.inputLayout, outputGradient: reference.gradient, c.outputLayout,
        window: c.window, batch: c.batch, weightGradient: &weightGradient,
        biasGradient: &biasGradient)
      #expect(weightGradient == weight, "\(context.label)")
      #expect(biasGradient == bias, "\(context.label)")
    }
  }

  @Test("images past the batch are neither read nor written")
  func unusedImages() throws {
    let c = ConvolutionCase(
      batch: 5, height: 6, width: 6, inputs: 3, outputs: 8, kernel: (3, 3), padding: (1, 1))
    let reference = ReferenceConvolution(c)
    let context = try ComputeContext(threads: 2)
    var input = reference.input
    for at in 3 * c.inputLayout.imageStride..<input.count { input[flat: at] = .nan }
    var output = images(c.outputLayout, 5, "before")
    let before = output
    var workspace = c.workspace
    context.convolve(
      c.weight, bias: c.bias, input: input, c.inputLayout, window: c.window,
      workspace: &workspace, batch: 3, into: &output, c.outputLayout)
    let expected = reference.forward(c.bias)
    #expect(output.rows(0..<3) == expected.rows(0..<3))
    #expect(output.rows(3..<5) == before.rows(3..<5))
    #expect(haloIsZero(output, c.outputLayout))
  }

  static let large: [ConvolutionCase] = [
    .init(batch: 9, height: 32, width: 32, inputs: 3, outputs: 32, kernel: (3, 3), padding: (1, 1)),
    .init(batch: 6, height: 15, width: 15, inputs: 64, outputs: 64, kernel: (3, 3)),
    .init(
      batch: 7, height: 11, width: 11, inputs: 64, outputs: 128, kernel: (5, 5), stride: (2, 2),
      padding: (2, 2)),
  ]

  /// Made by this implementation when it agreed with the reference on every case above. They pin sizes
  /// that would take the reference too long.
  static let digests: [[UInt64]] = [
    [
      12_608_979_026_937_020_577, 17_878_898_600_817_927_150, 13_397_243_727_694_158_539,
      13_360_357_973_317_498_797,
    ],
    [
      8_594_754_653_685_958_003, 4_989_266_704_229_346_548, 16_828_984_771_258_508_150,
      86_381_167_791_004_309,
    ],
    [
      16_712_899_539_112_062_970, 17_544_273_189_107_041_075, 3_727_646_067_315_355_296,
      18_409_109_690_241_724_666,
    ],
  ]

  @Test("golden digests of output and gradients", arguments: zip(large, digests))
  func golden(_ c: ConvolutionCase, _ expected: [UInt64]) {
    let input = images(c.inputLayout, c.batch, "input")
    let gradient = images(c.outputLayout, c.batch, "gradient")
    var workspace = c.workspace
    // The reference path is slow, and one thread shows what it computes.
    for context in contexts
    where context.kernels.instructionSet != .scalar || context.pool.threads == 1 {
      var output = Tensor<Float>(zeros: c.outputLayout.shape(images: c.batch))
      var inputGradient = Tensor<Float>(zeros: c.inputLayout.shape(images: c.batch))
      var weightGradient = Tensor<Float>(zeros: c.weight.shape)
      var biasGradient: Tensor<Float>? = Tensor(zeros: [c.outputs])
      context.convolve(
        c.weight, bias: c.bias, input: input, c.inputLayout, window: c.window,
        workspace: &workspace, batch: c.batch, into: &output, c.outputLayout)
      context.convolutionInputGradient(
        c.weight, outputGradient: gradient, c.outputLayout, window: c.window,
        workspace: &workspace, batch: c.batch, into: &inputGradient, c.inputLayout)
      context.convolutionParameterGradients(
        input: input, c.inputLayout, outputGradient: gradient, c.outputLayout, window: c.window,
        batch: c.batch, weightGradient: &weightGradient, biasGradient: &biasGradient)
      let found = [output, inputGradient, weightGradient, biasGradient ?? output].map(digest)
      #expect(found == expected, "\(context.label)")
    }
  }
}

import CKernels

/// Convolutions (cross-correlations, as the field's custom is) of NHWC images. The order of every sum is in
/// `docs/arithmetic-convolution.md`.
extension ComputeContext {
  /// The workspace that ``convolve(_:bias:input:_:window:workspace:batch:into:_:)`` and
  /// ``convolutionInputGradient(_:outputGradient:_:window:workspace:batch:into:_:)`` need for weights of
  /// this shape.
  public static func convolutionWorkspace(weight: Shape) -> Shape {
    let panel = Int(CK_LARGEST_PANEL)
    return [
      weight[0] * weight[1]
        * max(weight[2] * (weight[3] + panel), weight[3] * (weight[2] + panel))
    ]
  }

  /// The forward pass: `y[n][i][j][o] = sum over (ky, kx, c) of
  /// x[n][i s + ky - p][j s + kx - p][c] w[ky][kx][c][o]`, one fused-multiply-add chain per element, then
  /// the bias.
  ///
  /// - Parameters:
  ///   - weight: `[kernel rows, kernel columns, input channels, output channels]`.
  ///   - bias: `[output channels]`, added to each finished chain.
  ///   - input: Of `inputLayout`, whose halo is at least the window's.
  ///   - workspace: Of ``convolutionWorkspace(weight:)``; its contents are overwritten.
  ///   - batch: The images in use.
  ///   - rectified: Whether `y > 0 ? y : 0` is written in place of y.
  ///   - output: Of `outputLayout`.
  public func convolve(
    _ weight: Tensor<Float>, bias: Tensor<Float>?, input: Tensor<Float>,
    _ inputLayout: ImageLayout, window: ImageWindow, workspace: inout Tensor<Float>, batch: Int,
    rectified: Bool = false, into output: inout Tensor<Float>, _ outputLayout: ImageLayout
  ) {
    let kernel = weight.shape
    check(kernel, inputLayout, window, outputLayout)
    inputLayout.check(input, batch: batch)
    outputLayout.check(output, batch: batch)
    precondition(
      inputLayout.halo >= window.inputHalo(height: inputLayout.height, width: inputLayout.width),
      "the halo of \(inputLayout) is too small for \(window)")
    precondition(bias == nil || bias?.count == kernel[3], "bias of \(kernel[3]) channels")
    let depth = kernel[1] * kernel[2]
    pack(
      weight, taps: kernel[0], depth: depth, row: kernel[3], column: 1, channels: kernel[3],
      into: &workspace, at: 0
    ) { $0 * depth * kernel[3] }
    let first = inputLayout.element(row: -window.rows.padding, column: -window.columns.padding)
    input.withUnsafeBufferPointer { x in
      workspace.withUnsafeBufferPointer { packed in
        output.withUnsafeMutableBufferPointer { y in
          guard let x = x.baseAddress, let y = y.baseAddress else { return }
          var convolution = ck_convolution(
            images: batch, rows: window.rows.outputs, columns: window.columns.outputs,
            channels: kernel[3], taps: kernel[0], depth: depth, input: x + first,
            input_image: inputLayout.imageStride,
            input_row: window.rows.stride * inputLayout.rowStride,
            input_column: window.columns.stride * inputLayout.channels,
            input_tap: inputLayout.rowStride, packed: packed.baseAddress,
            output: y + outputLayout.origin, output_image: outputLayout.imageStride,
            output_row: outputLayout.rowStride, output_column: outputLayout.channels, bias: nil,
            rectified: rectified)
          guard let bias else { return run(convolution) }
          bias.withUnsafeBufferPointer { bias in
            convolution.bias = bias.baseAddress
            run(convolution)
          }
        }
      }
    }
  }

  /// The gradient with respect to the input: for each pixel one chain over the outputs that saw it, in
  /// ascending order of their rows, columns and channels, the halo counted in as zeros.
  ///
  /// - Parameters:
  ///   - weight: As in the forward pass.
  ///   - outputGradient: Of `outputLayout`, whose halo is at least the window's
  ///     ``ImageWindow/gradientHalo(height:width:)``.
  ///   - workspace: As in the forward pass.
  ///   - inputGradient: Of `inputLayout`, whose halo may have any size.
  public func convolutionInputGradient(
    _ weight: Tensor<Float>, outputGradient: Tensor<Float>, _ outputLayout: ImageLayout,
    window: ImageWindow, workspace: inout Tensor<Float>, batch: Int,
    into inputGradient: inout Tensor<Float>, _ inputLayout: ImageLayout
  ) {
    check(weight.shape, inputLayout, window, outputLayout)
    inputLayout.check(inputGradient, batch: batch)
    outputLayout.check(outputGradient, batch: batch)
    precondition(
      outputLayout.halo
        >= window.gradientHalo(height: inputLayout.height, width: inputLayout.width),
      "the halo of \(outputLayout) is too small for the gradient of \(window)")
    let packedChannels = table.packed_channels(inputLayout.channels)
    var packed = 0
    for row in 0..<window.rows.stride {
      guard let row = window.rows.phase(row, size: inputLayout.height) else { continue }
      for column in 0..<window.columns.stride {
        guard let column = window.columns.phase(column, size: inputLayout.width) else { continue }
        packTurned(weight, row, column, window, into: &workspace, at: packed)
        runPhase(
          row, column, outputGradient, outputLayout, window, workspace, at: packed, batch: batch,
          into: &inputGradient, inputLayout)
        packed += row.taps * column.taps * outputLayout.channels * packedChannels
      }
    }
  }

  /// The gradients with respect to weight and bias: for each image one chain over its output pixels in
  /// ascending order, then the pairwise tree over the images.
  ///
  /// - Parameters:
  ///   - input: As in the forward pass.
  ///   - outputGradient: Of `outputLayout`; its halo is not read.
  ///   - weightGradient: Of the weight's shape, overwritten.
  ///   - biasGradient: `[output channels]`, overwritten; `nil` for a layer without bias.
  public func convolutionParameterGradients(
    input: Tensor<Float>, _ inputLayout: ImageLayout, outputGradient: Tensor<Float>,
    _ outputLayout: ImageLayout, window: ImageWindow, batch: Int,
    weightGradient: inout Tensor<Float>, biasGradient: inout Tensor<Float>?
  ) {
    let kernel = weightGradient.shape
    check(kernel, inputLayout, window, outputLayout)
    inputLayout.check(input, batch: batch)
    outputLayout.check(outputGradient, batch: batch)
    precondition(
      biasGradient == nil || biasGradient?.count == kernel[3], "bias of \(kernel[3]) channels")
    let first = inputLayout.element(row: -window.rows.padding, column: -window.columns.padding)
    let db = biasGradient?.withUnsafeMutableBufferPointer { $0.baseAddress }
    input.withUnsafeBufferPointer { x in
      outputGradient.withUnsafeBufferPointer { dy in
        weightGradient.withUnsafeMutableBufferPointer { dw in
          guard let x = x.baseAddress, let dy = dy.baseAddress else { return }
          run(
            ck_convolution_gradient(
              images: batch, rows: window.rows.outputs, columns: window.columns.outputs,
              channels: kernel[3], taps: kernel[0], depth: kernel[1] * kernel[2],
              input: x + first, input_image: inputLayout.imageStride,
              input_row: window.rows.stride * inputLayout.rowStride,
              input_column: window.columns.stride * inputLayout.channels,
              input_tap: inputLayout.rowStride, output_gradient: dy + outputLayout.origin,
              output_gradient_image: outputLayout.imageStride,
              output_gradient_row: outputLayout.rowStride, weight_gradient: dw.baseAddress,
              bias_gradient: db ?? nil))
        }
      }
    }
    withExtendedLifetime(biasGradient) {}
  }
}

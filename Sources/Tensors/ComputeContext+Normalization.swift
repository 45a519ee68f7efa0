import CKernels

/// Batch normalisation (S. Ioffe, C. Szegedy, "Batch Normalization", 2015), per channel. The order of every
/// sum is in `docs/arithmetic-convolution.md`.
extension ComputeContext {
  /// Mean and variance of the batch, in two passes.
  public func measure(
    _ input: Tensor<Float>, _ layout: NormalizationLayout, batch: Int, epsilon: Float,
    into workspace: inout NormalizationWorkspace
  ) {
    let population = Float(layout.population(batch: batch))
    sum(CK_SUM_INPUT, input, layout, batch, &workspace)
    Self.divide(workspace.chunks, by: population, into: &workspace.mean)
    sum(CK_SUM_SQUARES, input, layout, batch, &workspace)
    Self.divide(workspace.chunks, by: population, into: &workspace.variance)
    workspace.invert(epsilon: epsilon)
  }

  /// `y = fma((x - mean) inverse, scale, shift)`, and if `rectified`, `y > 0 ? y : 0` of it.
  ///
  /// - Parameters:
  ///   - scale: `[channels]`; so is `shift`.
  ///   - workspace: After ``measure(_:_:batch:epsilon:into:)`` or
  ///     ``NormalizationWorkspace/use(mean:variance:epsilon:)``.
  public func normalize(
    _ input: Tensor<Float>, _ layout: NormalizationLayout, batch: Int,
    _ workspace: NormalizationWorkspace, scale: Tensor<Float>, shift: Tensor<Float>,
    rectified: Bool = false, into output: inout Tensor<Float>
  ) {
    check(layout, input, output, batch, scale, shift, workspace)
    let target = output.withUnsafeMutableBufferPointer { $0.baseAddress }
    withExtendedLifetime((input, output, workspace, scale, shift)) {
      var whole = description(workspace, scale, shift, rectified)
      whole.input = UnsafePointer(input.storage.base)
      whole.output = target
      forEachPart(of: whole, layout, batch, lanes: (input.shape[1], output.shape[1])) { part, _ in
        switch layout {
        case .images: table.normalize_image(&part)
        case .features: table.normalize_features(&part)
        }
      }
    }
  }

  /// The gradients with respect to scale and shift, left in the workspace: `d shift = sum dy`,
  /// `d scale = sum dy (x - mean) inverse`; dy counts as 0 where a rectified output is 0.
  ///
  /// - Parameters:
  ///   - ofBatch: Whether the statistics were the batch's own, so that the gradient of the input has to go
  ///     through them too.
  ///   - scale: As in the forward pass; so are `shift` and `rectified`.
  public func normalizationParameterGradients(
    _ input: Tensor<Float>, outputGradient: Tensor<Float>, _ layout: NormalizationLayout,
    batch: Int, ofBatch: Bool, scale: Tensor<Float>, shift: Tensor<Float>, rectified: Bool = false,
    _ workspace: inout NormalizationWorkspace
  ) {
    check(layout, input, outputGradient, batch, scale, shift, workspace)
    let population = ofBatch ? Float(layout.population(batch: batch)) : .infinity
    let gradients = workspace.chunks.withUnsafeMutableBufferPointer { $0.baseAddress }
    let products = workspace.productChunks.withUnsafeMutableBufferPointer { $0.baseAddress }
    guard let gradients, let products else { return }
    withExtendedLifetime((input, outputGradient, scale, shift, workspace)) {
      var whole = description(workspace, scale, shift, rectified)
      whole.input = UnsafePointer(input.storage.base)
      whole.output_gradient = UnsafePointer(outputGradient.storage.base)
      let channels = workspace.channels
      forEachPart(
        of: whole, layout, batch, lanes: (input.shape[1], outputGradient.shape[1])
      ) { part, first in
        switch layout {
        case .images:
          table.normalization_image_gradient_sums(
            &part, gradients + first * channels, products + first * channels)
        case .features:
          table.normalization_feature_gradient_sums(&part, gradients + first, products + first)
        }
      }
      if case .images = layout {
        table.normalization_tree(gradients, batch, channels)
        table.normalization_tree(products, batch, channels)
      }
    }
    Self.divide(workspace.chunks, by: 1, into: &workspace.shiftGradient)
    Self.divide(workspace.chunks, by: population, into: &workspace.meanGradient)
    Self.divide(workspace.productChunks, by: 1, into: &workspace.scaleGradient)
    Self.divide(workspace.productChunks, by: population, into: &workspace.meanProduct)
  }

  /// The gradient with respect to the input, after
  /// ``normalizationParameterGradients(_:outputGradient:_:batch:ofBatch:scale:shift:rectified:_:)``: with n
  /// numbers per channel and `h = (x - mean) inverse`,
  /// `dx = fma(-h, d scale / n, dy - d shift / n) (scale inverse)`.
  public func normalizationInputGradient(
    _ input: Tensor<Float>, outputGradient: Tensor<Float>, _ layout: NormalizationLayout,
    batch: Int, _ workspace: NormalizationWorkspace, scale: Tensor<Float>, shift: Tensor<Float>,
    rectified: Bool = false, into inputGradient: inout Tensor<Float>
  ) {
    check(layout, input, outputGradient, batch, scale, shift, workspace)
    precondition(inputGradient.shape == input.shape, "gradient \(inputGradient) of \(input)")
    let target = inputGradient.withUnsafeMutableBufferPointer { $0.baseAddress }
    withExtendedLifetime((input, outputGradient, inputGradient, workspace, scale, shift)) {
      var whole = description(workspace, scale, shift, rectified)
      whole.input = UnsafePointer(input.storage.base)
      whole.output_gradient = UnsafePointer(outputGradient.storage.base)
      whole.input_gradient = target
      forEachPart(
        of: whole, layout, batch, lanes: (input.shape[1], outputGradient.shape[1])
      ) { part, _ in
        switch layout {
        case .images: table.normalize_image_gradient(&part)
        case .features: table.normalize_features_gradient(&part)
        }
      }
    }
  }

  /// Leaves the sums over the batch in the first row of the workspace's chunks.
  private func sum(
    _ kind: ck_normalization_sum, _ input: Tensor<Float>, _ layout: NormalizationLayout,
    _ batch: Int, _ workspace: inout NormalizationWorkspace
  ) {
    check(layout, input, nil, batch, workspace.mean, workspace.mean, workspace)
    let chunks = workspace.chunks.withUnsafeMutableBufferPointer { $0.baseAddress }
    guard let chunks else { return }
    withExtendedLifetime((input, workspace)) {
      var whole = description(workspace, workspace.mean, workspace.mean, false)
      whole.input = UnsafePointer(input.storage.base)
      let channels = workspace.channels
      switch layout {
      case .images:
        forEachPart(of: whole, layout, batch, lanes: (0, 0)) { part, image in
          table.normalization_image_sum(&part, kind, chunks + image * channels)
        }
        table.normalization_tree(chunks, batch, channels)
      case .features:
        forEachPart(of: whole, layout, batch, lanes: (input.shape[1], 0)) { part, first in
          table.normalization_feature_sums(&part, kind, chunks + first)
        }
      }
    }
  }

  /// Everything of one number per channel, without the other operands.
  private func description(
    _ workspace: NormalizationWorkspace, _ scale: Tensor<Float>, _ shift: Tensor<Float>,
    _ rectified: Bool
  ) -> ck_normalization {
    var result = ck_normalization()
    result.channels = workspace.channels
    result.mean = UnsafePointer(workspace.mean.storage.base)
    result.inverse = UnsafePointer(workspace.inverse.storage.base)
    result.mean_gradient = UnsafePointer(workspace.meanGradient.storage.base)
    result.mean_product = UnsafePointer(workspace.meanProduct.storage.base)
    result.scale = UnsafePointer(scale.storage.base)
    result.shift = UnsafePointer(shift.storage.base)
    result.rectified = rectified
    return result
  }

  /// Calls `body` from several threads for each image, or for runs of features, with the operands moved
  /// there; its second argument is the number of the image, or of the first feature.
  private func forEachPart(
    of whole: ck_normalization, _ layout: NormalizationLayout, _ batch: Int, lanes: (Int, Int),
    _ body: (inout ck_normalization, Int) -> Void
  ) {
    switch layout {
    case .images(let input, let output):
      forEachImage(batch, input) { image in
        var part = whole
        part.rows = input.height
        part.columns = input.width
        part.input_row = input.rowStride
        part.output_row = output.rowStride
        part.advance(
          input: image * input.imageStride + input.origin,
          output: image * output.imageStride + output.origin)
        body(&part, image)
      }
    case .features(let features):
      pool.parallel(over: features, grain: max(1, elementGrain / max(1, batch))) { range in
        var part = whole
        part.channels = range.count
        part.columns = batch
        part.input_row = lanes.0
        part.output_row = lanes.1
        part.advance(input: range.lowerBound * lanes.0, output: range.lowerBound * lanes.1)
        part.advance(channels: range.lowerBound)
        body(&part, range.lowerBound)
      }
    }
  }

  private func check(
    _ layout: NormalizationLayout, _ input: Tensor<Float>, _ output: Tensor<Float>?, _ batch: Int,
    _ scale: Tensor<Float>, _ shift: Tensor<Float>, _ workspace: NormalizationWorkspace
  ) {
    let channels = workspace.channels
    precondition(
      scale.count == channels && shift.count == channels && layout.channels == channels,
      "scale \(scale.shape), shift \(shift.shape) and \(layout) for \(channels) channels")
    switch layout {
    case .images(let inputLayout, let outputLayout):
      inputLayout.check(input, batch: batch)
      if let output { outputLayout.check(output, batch: batch) }
      precondition(batch <= workspace.chunks.shape[0], "workspace for fewer than \(batch) images")
    case .features(let features):
      checkActivations(input, features: features, batch: batch)
      if let output { checkActivations(output, features: features, batch: batch) }
    }
  }

  private static func divide(
    _ chunks: Tensor<Float>, by divisor: Float, into result: inout Tensor<Float>
  ) {
    for channel in 0..<result.count { result[flat: channel] = chunks[flat: channel] / divisor }
  }
}

extension ck_normalization {
  fileprivate mutating func advance(input inputOffset: Int, output outputOffset: Int) {
    input = input.map { $0 + inputOffset }
    input_gradient = input_gradient.map { $0 + inputOffset }
    output = output.map { $0 + outputOffset }
    output_gradient = output_gradient.map { $0 + outputOffset }
  }

  fileprivate mutating func advance(channels: Int) {
    mean = mean.map { $0 + channels }
    inverse = inverse.map { $0 + channels }
    scale = scale.map { $0 + channels }
    shift = shift.map { $0 + channels }
    mean_gradient = mean_gradient.map { $0 + channels }
    mean_product = mean_product.map { $0 + channels }
  }
}

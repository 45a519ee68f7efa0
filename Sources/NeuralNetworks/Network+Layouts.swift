import Tensors

extension Network {
  /// The layout of the model's input and of each layer's output.
  ///
  /// What an elementwise layer reads and writes lies alike, halo included, so that it can go over the
  /// whole tensor. The halo is as wide as the layers on either side of such a run of layers need it:
  /// the producing layer writes straight into the frame that the next convolution reads.
  static func layouts(of model: Model, firstTrainedLayer: Int) -> [ActivationLayout] {
    let uses = model.layers.map(\.layoutUse)
    var areImages = [startsWithImages(uses)]
    for use in uses {
      switch use {
      case .unchanged: areImages.append(areImages[areImages.count - 1])
      case .images: areImages.append(true)
      case .features, .flattens: areImages.append(false)
      }
    }
    let halos = halos(uses, firstTrainedLayer: firstTrainedLayer)
    let shapes = [model.inputShape] + model.layers.map(\.outputShape)
    return shapes.indices.map { slot in
      guard areImages[slot],
        let layout = ActivationLayout.images(shapes[slot], halo: halos[slot])
      else { return .features }
      return .images(layout)
    }
  }

  /// The input lies as the first layer that is not elementwise takes it.
  private static func startsWithImages(_ uses: [LayoutUse]) -> Bool {
    guard case .images = uses.first(where: { $0 != .unchanged }) else { return false }
    return true
  }

  private static func halos(_ uses: [LayoutUse], firstTrainedLayer: Int) -> [Int] {
    var halos = [Int](repeating: 0, count: uses.count + 1)
    for (index, use) in uses.enumerated() {
      guard case .images(let inputHalo, let gradientHalo) = use else { continue }
      halos[index] = max(halos[index], inputHalo)
      if index > firstTrainedLayer { halos[index + 1] = gradientHalo }
    }
    let elementwise = uses.indices.filter { uses[$0] == .unchanged }
    for index in elementwise { halos[index + 1] = max(halos[index], halos[index + 1]) }
    for index in elementwise.reversed() { halos[index] = halos[index + 1] }
    return halos
  }

  /// How the output of layer `index` lies in memory.
  public func layout(ofLayer index: Int) -> ActivationLayout { layouts[index + 1] }

  /// The outputs of layer `index` for the first examples of the last batch, `[batch]` followed by the
  /// shape of one output, whatever the layout. For looking at: it copies.
  public func outputs(ofLayer index: Int, batch: Int) -> Tensor<Float> {
    exampleMajor(output(ofLayer: index), slot: index + 1, batch: batch)
  }

  /// The gradients of the loss with respect to ``outputs(ofLayer:batch:)``; `nil` where there are none.
  public func outputGradients(ofLayer index: Int, batch: Int) -> Tensor<Float>? {
    gradient(ofLayer: index).map { exampleMajor($0, slot: index + 1, batch: batch) }
  }

  private func exampleMajor(_ x: Tensor<Float>, slot: Int, batch: Int) -> Tensor<Float> {
    let example = slot == 0 ? model.inputShape : model.layers[slot - 1].outputShape
    var features = x
    if case .images(let layout) = layouts[slot] {
      features = Tensor(zeros: [example.count, ComputeContext.lanes(for: batch)])
      context.flatten(x, layout, batch: batch, into: &features)
    }
    let lanes = features.shape[1]
    return Tensor(shape: Shape([batch] + example.dimensions)) { target in
      for place in 0..<batch {
        for feature in 0..<example.count {
          target[place * example.count + feature] = features[flat: feature * lanes + place]
        }
      }
    }
  }
}

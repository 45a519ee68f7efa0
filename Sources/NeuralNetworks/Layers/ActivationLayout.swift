import Tensors

/// How a batch of activations lies in memory.
public enum ActivationLayout: Equatable, Sendable {
  /// `[features, lanes]`, one example per lane: what dense layers work on. Of an image, feature
  /// `(row width + column) channels + channel`.
  case features
  /// `[batch capacity, height + 2 halo, width + 2 halo, channels]` with a halo of zeros: what
  /// convolutions and pooling work on.
  case images(ImageLayout)

  /// The layout of images of a shape; `nil` for a shape that is no image's. `[28, 28]` is an image of
  /// one channel.
  static func images(_ shape: Shape, halo: Int = 0) -> ImageLayout? {
    guard shape.rank == 2 || shape.rank == 3, shape.count > 0 else { return nil }
    return ImageLayout(
      height: shape[0], width: shape[1], channels: shape.rank == 3 ? shape[2] : 1, halo: halo)
  }

  /// The shape of the tensor that holds a batch of examples of this shape.
  func tensorShape(of example: Shape, batchCapacity: Int) -> Shape {
    switch self {
    case .features: [example.count, ComputeContext.lanes(for: batchCapacity)]
    case .images(let layout): layout.shape(images: batchCapacity)
    }
  }
}

/// Which layout a layer takes and which it gives.
public enum LayoutUse: Equatable, Sendable {
  /// Each number by itself: any layout, and the same one out.
  case unchanged
  /// Feature-major in and out.
  case features
  /// Images in and out. The layer reads so many zeros around its input in the forward pass, and around
  /// its output's gradient in the backward pass.
  case images(inputHalo: Int, gradientHalo: Int)
  /// Images or features in, features out.
  case flattens
}

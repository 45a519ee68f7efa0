import Tensors

/// The windows of a convolution or a pooling, as a person writes them down.
public struct WindowSettings: Equatable, Sendable {
  /// How far windows reach beyond the image.
  public enum Padding: Equatable, Sendable {
    /// Not at all.
    case valid
    /// So far that there is an output for every `stride` pixels; where that needs an odd number of zeros,
    /// the last side gets one more (as in TensorFlow).
    case same
    /// This far on each side.
    case pixels(Int)
  }

  public let kernelRows: Int
  public let kernelColumns: Int
  public let stride: Int
  public let padding: Padding

  public init(
    kernel: (rows: Int, columns: Int), stride: Int = 1, padding: Padding = .valid
  ) {
    kernelRows = kernel.rows
    kernelColumns = kernel.columns
    self.stride = stride
    self.padding = padding
  }

  /// Square windows.
  public init(kernel: Int, stride: Int = 1, padding: Padding = .valid) {
    self.init(kernel: (kernel, kernel), stride: stride, padding: padding)
  }

  /// Larger kernels and strides are taken for a mistake.
  private static let largest = 1 << 15

  /// The windows on images of this shape.
  ///
  /// - Parameter largestPadding: of a kernel's size, the most that may lie outside the image on one side.
  /// - Throws: ``NeuralNetworkError/layerInput(layer:found:expected:)`` for a shape that is no image's,
  ///   or an image that no window fits; ``NeuralNetworkError/layerSetting(layer:parameter:found:allowed:)``.
  func window(
    on input: Shape, of identity: LayerIdentity, largestPadding: (Int) -> Int
  ) throws(NeuralNetworkError) -> (ImageLayout, ImageWindow) {
    guard let image = ActivationLayout.images(input) else {
      throw .layerInput(
        layer: identity, found: input, expected: "images of height x width x channels")
    }
    for (what, number) in [
      ("the kernel's height", kernelRows), ("the kernel's width", kernelColumns),
      ("the stride", stride),
    ] where !(1...Self.largest).contains(number) {
      throw .layerSetting(
        layer: identity, parameter: what, found: Double(number),
        allowed: "between 1 and \(Self.largest)")
    }
    if case .pixels(let pixels) = padding {
      let most = largestPadding(min(kernelRows, kernelColumns))
      guard (0...most).contains(pixels) else {
        throw .layerSetting(
          layer: identity, parameter: "the padding", found: Double(pixels),
          allowed: "between 0 and \(most) with a kernel of \(kernelRows)x\(kernelColumns)")
      }
    }
    guard let rows = axis(image.height, kernelRows), let columns = axis(image.width, kernelColumns)
    else {
      throw .layerInput(layer: identity, found: input, expected: smallestImage)
    }
    return (image, ImageWindow(rows: rows, columns: columns))
  }

  private var smallestImage: String {
    guard case .pixels(let pixels) = padding, pixels > 0 else {
      return "images of at least \(kernelRows)x\(kernelColumns) pixels, the size of its kernel"
    }
    return "images of at least \(max(1, kernelRows - 2 * pixels))x"
      + "\(max(1, kernelColumns - 2 * pixels)) pixels, for a kernel of \(kernelRows)x"
      + "\(kernelColumns) with a padding of \(pixels)"
  }

  /// `nil` when no window fits.
  private func axis(_ size: Int, _ kernel: Int) -> ImageWindow.Axis? {
    switch padding {
    case .valid: return axis(size, kernel, padding: 0)
    case .pixels(let pixels): return axis(size, kernel, padding: pixels)
    case .same:
      let outputs = (size + stride - 1) / stride
      let total = max((outputs - 1) * stride + kernel - size, 0)
      return ImageWindow.Axis(
        kernel: kernel, stride: stride, padding: total / 2, outputs: outputs)
    }
  }

  private func axis(_ size: Int, _ kernel: Int, padding: Int) -> ImageWindow.Axis? {
    let room = size + 2 * padding - kernel
    guard room >= 0 else { return nil }
    return ImageWindow.Axis(
      kernel: kernel, stride: stride, padding: padding, outputs: room / stride + 1)
  }
}

/// The windows that a convolution or a pooling moves over an image: their size, how far apart they are,
/// and how far the first one starts outside of the image.
public struct ImageWindow: Equatable, Sendable {
  /// One direction, rows or columns.
  public struct Axis: Equatable, Sendable {
    public var kernel: Int
    public var stride: Int
    /// Positions of the first window before the image's first pixel.
    public var padding: Int
    /// The number of windows.
    public var outputs: Int

    public init(kernel: Int, stride: Int, padding: Int, outputs: Int) {
      precondition(
        kernel > 0 && stride > 0 && padding >= 0 && outputs > 0,
        "\(outputs) windows of \(kernel), \(stride) apart, from \(padding) before the image")
      self.kernel = kernel
      self.stride = stride
      self.padding = padding
      self.outputs = outputs
    }
  }

  public var rows: Axis
  public var columns: Axis

  public init(rows: Axis, columns: Axis) {
    self.rows = rows
    self.columns = columns
  }

  /// The halo that a convolution's input needs.
  public func inputHalo(height: Int, width: Int) -> Int {
    max(rows.inputHalo(size: height), columns.inputHalo(size: width))
  }

  /// The halo that the gradient of a convolution's output needs, for the gradient of its input.
  public func gradientHalo(height: Int, width: Int) -> Int {
    max(rows.gradientHalo(size: height), columns.gradientHalo(size: width))
  }
}

extension ImageWindow.Axis {
  /// Pixels of the input at one distance modulo the stride: they meet the same taps of the kernel.
  struct Phase: Equatable {
    /// The first of these pixels, and how many there are, `stride` apart.
    var first: Int
    var count: Int
    /// The kernel positions that reach them: `lowest`, `lowest + stride`, …
    var lowest: Int
    var taps: Int
    /// The output whose window reaches the first pixel with its highest tap; it may lie in the halo.
    var output: Int
    /// What the outputs need on either side.
    var halo: Int
  }

  /// The pixels whose distance from the first window's start is `residue` modulo the stride; `nil` when
  /// none of `size` pixels is.
  func phase(_ residue: Int, size: Int) -> Phase? {
    let first = ((residue - padding) % stride + stride) % stride
    guard first < size else { return nil }
    let count = (size - first + stride - 1) / stride
    let taps = residue < kernel ? (kernel - residue + stride - 1) / stride : 0
    let lastOutput = (first + padding - residue) / stride
    let output = lastOutput - (taps - 1)
    let halo = taps == 0 ? 0 : max(0, -output, lastOutput + count - outputs)
    return Phase(
      first: first, count: count, lowest: residue, taps: taps, output: output, halo: halo)
  }

  /// Zeros that the outputs' gradient needs on either side for that of `size` pixels.
  func gradientHalo(size: Int) -> Int {
    (0..<stride).reduce(0) { max($0, phase($1, size: size)?.halo ?? 0) }
  }

  /// Zeros that the windows reach on either side of `size` pixels.
  func inputHalo(size: Int) -> Int {
    max(padding, (outputs - 1) * stride + kernel - padding - size, 0)
  }
}

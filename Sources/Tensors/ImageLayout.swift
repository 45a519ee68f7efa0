/// How a batch of images lies in memory: `[images, height + 2 halo, width + 2 halo, channels]`.
///
/// The halo is a frame of zeros around each image that convolutions read and nobody writes: every
/// operation on images leaves it as it is.
public struct ImageLayout: Equatable, Sendable {
  public var height: Int
  public var width: Int
  public var channels: Int
  public var halo: Int

  public init(height: Int, width: Int, channels: Int, halo: Int = 0) {
    precondition(
      height > 0 && width > 0 && channels > 0 && halo >= 0,
      "an image of \(height)x\(width)x\(channels) with a halo of \(halo)")
    self.height = height
    self.width = width
    self.channels = channels
    self.halo = halo
  }

  /// Elements from a row of pixels to the next one.
  public var rowStride: Int { (width + 2 * halo) * channels }

  /// Elements from an image to the next one.
  public var imageStride: Int { (height + 2 * halo) * rowStride }

  /// The first element of an image that is no halo.
  public var origin: Int { element(row: 0, column: 0) }

  /// The place of a pixel within its image; rows and columns count from the first one inside the halo.
  func element(row: Int, column: Int) -> Int {
    (row + halo) * rowStride + (column + halo) * channels
  }

  /// Numbers in one image without its halo.
  public var count: Int { height * width * channels }

  /// The shape of a tensor for so many images.
  public func shape(images: Int) -> Shape {
    [images, height + 2 * halo, width + 2 * halo, channels]
  }

  /// Checks that a tensor has this layout and room for a batch. It makes no shape to compare with: a step of a
  /// training is to allocate nothing.
  func check(_ tensor: Tensor<Float>, batch: Int) {
    let shape = tensor.shape
    precondition(
      shape.rank == 4 && shape[1] == height + 2 * halo && shape[2] == width + 2 * halo
        && shape[3] == channels && batch > 0 && shape[0] >= batch,
      "\(tensor.shape) cannot hold \(batch) images of \(height)x\(width)x\(channels) "
        + "with a halo of \(halo)")
  }
}

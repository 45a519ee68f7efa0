/// A picture of 8-bit sRGB pixels without transparency.
///
/// `pixels` holds `width * height * 3` bytes: red, green, blue, row by row from the top left.
public struct Pixmap: Hashable, Sendable {
  /// Columns of pixels, at least 1.
  public let width: Int

  /// Rows of pixels, at least 1.
  public let height: Int

  /// Red, green and blue of each pixel, row by row.
  public private(set) var pixels: [UInt8]

  /// The largest number of pixels in one picture: 2^28, which is 768 MiB.
  public static let pixelLimit = 1 << 28

  /// A picture from its bytes.
  ///
  /// - Precondition: `pixels.count == width * height * 3`, both sizes at least 1.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(width > 0 && height > 0, "a picture has at least one pixel")
    precondition(pixels.count == width * height * 3, "three bytes per pixel")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// A picture of one colour; the colour's opacity is not used.
  public init(width: Int, height: Int, color: Color) {
    var pixels = [UInt8](repeating: color.red, count: width * height * 3)
    if color.red != color.green || color.red != color.blue {
      var offset = 0
      while offset < pixels.count {
        pixels[offset + 1] = color.green
        pixels[offset + 2] = color.blue
        offset += 3
      }
    }
    self.init(width: width, height: height, pixels: pixels)
  }

  /// The colour at a column and a row, counted from the top left.
  public subscript(x: Int, y: Int) -> Color {
    get {
      let offset = (y * width + x) * 3
      return Color(red: pixels[offset], green: pixels[offset + 1], blue: pixels[offset + 2])
    }
    set {
      let offset = (y * width + x) * 3
      pixels[offset] = newValue.red
      pixels[offset + 1] = newValue.green
      pixels[offset + 2] = newValue.blue
    }
  }
}

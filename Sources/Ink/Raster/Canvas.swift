/// A picture in the making, with the blending of covered pixels.
struct Canvas {
  private(set) var pixels: [UInt8]
  let width: Int
  let height: Int
  private let tables = LightTables.shared

  init(width: Int, height: Int, background: Color) {
    self.width = width
    self.height = height
    pixels = Pixmap(width: width, height: height, color: background).pixels
  }

  var pixmap: Pixmap { Pixmap(width: width, height: height, pixels: pixels) }

  /// Paints a run of pixels of one row with equal coverage.
  ///
  /// The colour's opacity is applied in sRGB, as browsers do, then the coverage in linear light.
  @inline(__always)
  mutating func paint(y: Int, from: Int, to: Int, coverage: UInt8, color: Color) {
    var offset = (y * width + from) * 3
    let end = (y * width + to) * 3
    let share = UInt32(coverage)
    if color.opacity == 255 {
      while offset < end {
        paint(offset, color.red, color.green, color.blue, share)
        offset += 3
      }
    } else {
      while offset < end {
        let below = Color(
          red: pixels[offset], green: pixels[offset + 1], blue: pixels[offset + 2])
        let mixed = below.mixed(with: color, share: color.opacity)
        paint(offset, mixed.red, mixed.green, mixed.blue, share)
        offset += 3
      }
    }
  }

  @inline(__always)
  private mutating func paint(
    _ offset: Int, _ red: UInt8, _ green: UInt8, _ blue: UInt8, _ share: UInt32
  ) {
    if share == 255 {
      pixels[offset] = red
      pixels[offset + 1] = green
      pixels[offset + 2] = blue
    } else {
      pixels[offset] = tables.blend(pixels[offset], red, coverage: share)
      pixels[offset + 1] = tables.blend(pixels[offset + 1], green, coverage: share)
      pixels[offset + 2] = tables.blend(pixels[offset + 2], blue, coverage: share)
    }
  }

  /// Draws a picture over a rectangle of device pixels, cut to the clip.
  mutating func draw(
    _ picture: Pixmap, over target: PixelRect, clip: PixelRect, sampling: Sampling
  ) {
    let visible = target.intersection(clip)
    guard !visible.isEmpty else { return }
    let resampler = Resampler(
      picture, width: target.right - target.left, height: target.bottom - target.top,
      sampling: sampling, tables: tables)
    for y in visible.top..<visible.bottom {
      var offset = (y * width + visible.left) * 3
      for x in visible.left..<visible.right {
        let color = resampler.color(x: x - target.left, y: y - target.top)
        pixels[offset] = color.red
        pixels[offset + 1] = color.green
        pixels[offset + 2] = color.blue
        offset += 3
      }
    }
  }
}

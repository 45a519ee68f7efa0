/// A picture in the making, with the blending of covered pixels.
struct Canvas {
  var pixels: [UInt8]
  let width: Int
  let height: Int
  private let tables = LightTables.shared

  init(width: Int, height: Int, background: Color) {
    self.width = width
    self.height = height
    pixels = Pixmap(width: width, height: height, color: background).pixels
  }

  var pixmap: Pixmap { Pixmap(width: width, height: height, pixels: pixels) }

  /// Paints what a buffer has accumulated, and empties it.
  ///
  /// - Parameter contrast: The coverage to use for each coverage, 256 entries; nil for the same.
  mutating func paint(
    _ coverage: inout CoverageBuffer, rule: FillRule, color: Color, contrast: [UInt8]? = nil
  ) {
    let width = width
    tables.withBlender(color) { blender in
      pixels.withUnsafeMutableBufferPointer { pixels in
        coverage.sweep(rule: rule) { y, from, to, alpha in
          blender.paint(
            pixels, from: (y * width + from) * 3, to: (y * width + to) * 3,
            coverage: contrast?[Int(alpha)] ?? alpha)
        }
      }
    }
  }

  /// Paints runs moved by whole pixels, cut to a clip that lies in the picture.
  mutating func paint(
    _ runs: [CoverageRun], movedBy offset: (x: Int, y: Int), clip: PixelRect, color: Color
  ) {
    let width = width
    tables.withBlender(color) { blender in
      pixels.withUnsafeMutableBufferPointer { pixels in
        for run in runs {
          let y = Int(run.y) + offset.y
          let from = max(Int(run.from) + offset.x, clip.left)
          let to = min(Int(run.to) + offset.x, clip.right)
          guard y >= clip.top, y < clip.bottom, from < to else { continue }
          blender.paint(
            pixels, from: (y * width + from) * 3, to: (y * width + to) * 3, coverage: run.coverage)
        }
      }
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

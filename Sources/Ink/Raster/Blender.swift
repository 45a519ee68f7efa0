/// Lays one colour over pixels, with the tables of `LightTables` at hand as pointers.
///
/// The colour's opacity is applied in sRGB, as browsers do, then the coverage in linear light.
struct Blender {
  private let color: Color
  private let red: UInt32
  private let green: UInt32
  private let blue: UInt32

  /// 256 entries, so that every byte is an index.
  private let linear: UnsafeBufferPointer<UInt16>

  /// 4096 entries: what is left of 16 bits of light after a shift by 4.
  private let encoded: UnsafeBufferPointer<UInt8>

  fileprivate init(
    _ color: Color, linear: UnsafeBufferPointer<UInt16>, encoded: UnsafeBufferPointer<UInt8>
  ) {
    self.color = color
    self.linear = linear
    self.encoded = encoded
    red = UInt32(linear[Int(color.red)])
    green = UInt32(linear[Int(color.green)])
    blue = UInt32(linear[Int(color.blue)])
  }

  /// Paints a run of pixels with equal coverage; offsets are those of the first byte of the first
  /// pixel and of the first one after the run.
  @inline(__always)
  func paint(
    _ pixels: UnsafeMutableBufferPointer<UInt8>, from start: Int, to end: Int, coverage: UInt8
  ) {
    let share = UInt32(coverage)
    var offset = start
    if color.opacity == 255 {
      if share == 255 {
        while offset < end {
          pixels[offset] = color.red
          pixels[offset + 1] = color.green
          pixels[offset + 2] = color.blue
          offset += 3
        }
      } else {
        while offset < end {
          pixels[offset] = blend(pixels[offset], red, share)
          pixels[offset + 1] = blend(pixels[offset + 1], green, share)
          pixels[offset + 2] = blend(pixels[offset + 2], blue, share)
          offset += 3
        }
      }
    } else {
      while offset < end {
        let below = Color(
          red: pixels[offset], green: pixels[offset + 1], blue: pixels[offset + 2])
        let mixed = below.mixed(with: color, share: color.opacity)
        pixels[offset] = blend(below.red, UInt32(linear[Int(mixed.red)]), share)
        pixels[offset + 1] = blend(below.green, UInt32(linear[Int(mixed.green)]), share)
        pixels[offset + 2] = blend(below.blue, UInt32(linear[Int(mixed.blue)]), share)
        offset += 3
      }
    }
  }

  /// One component, as `LightTables.blend`, with the source already in linear light.
  @inline(__always)
  private func blend(_ destination: UInt8, _ light: UInt32, _ share: UInt32) -> UInt8 {
    let sum = UInt32(linear[Int(destination)]) &* (255 &- share) &+ light &* share
    return encoded[Int(((sum &+ 127) / 255) >> 4)]
  }
}

extension LightTables {
  /// Runs `body` with a blender, which must not outlive the call.
  @inline(__always)
  func withBlender(_ color: Color, _ body: (Blender) -> Void) {
    linear.withUnsafeBufferPointer { linear in
      encoded.withUnsafeBufferPointer { encoded in
        body(Blender(color, linear: linear, encoded: encoded))
      }
    }
  }
}

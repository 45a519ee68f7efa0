/// Groups: what is below is kept aside, the group is drawn over it, and the two are mixed.
///
/// Where a group has covered a share a of a pixel, mixing with a share s of the result gives the
/// pixel the share a s, which is what compositing a transparent layer would give.
extension Canvas {
  /// The bytes of a part of the picture, row by row.
  func copy(of rect: PixelRect) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity((rect.right - rect.left) * (rect.bottom - rect.top) * 3)
    for y in rect.top..<rect.bottom {
      bytes += pixels[((y * width + rect.left) * 3)..<((y * width + rect.right) * 3)]
    }
    return bytes
  }

  /// Keeps `opacity`/255 of what was drawn over `below` since it was copied, in sRGB.
  mutating func fade(_ rect: PixelRect, over below: [UInt8], opacity: UInt8) {
    mix(rect, over: below) { old, new, _ in
      UInt8((Int(old) * (255 - Int(opacity)) + Int(new) * Int(opacity) + 127) / 255)
    }
  }

  /// Keeps of what was drawn over `below` the shares in `mask`, one byte per pixel, in linear
  /// light, as the edge of a fill is blended.
  mutating func cut(_ rect: PixelRect, over below: [UInt8], mask: [UInt8]) {
    let tables = LightTables.shared
    mix(rect, over: below) { old, new, pixel in
      switch mask[pixel] {
      case 255: new
      case 0: old
      case let share: tables.blend(old, new, coverage: UInt32(share))
      }
    }
  }

  private mutating func mix(
    _ rect: PixelRect, over below: [UInt8], _ mixed: (UInt8, UInt8, _ pixel: Int) -> UInt8
  ) {
    var source = 0
    for y in rect.top..<rect.bottom {
      for offset in ((y * width + rect.left) * 3)..<((y * width + rect.right) * 3) {
        pixels[offset] = mixed(below[source], pixels[offset], source / 3)
        source += 1
      }
    }
  }
}

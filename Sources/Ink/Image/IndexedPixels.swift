/// A picture of at most 256 colours as one index per pixel.
struct IndexedPixels {
  /// Red, green and blue of each colour, in the order in which the picture first shows them.
  private(set) var palette: [UInt8] = []

  /// One index into the palette per pixel.
  private(set) var indices: [UInt8] = []

  /// - Returns: nil when the picture has more than 256 colours.
  init?(_ pixmap: Pixmap) {
    // Open addressing at a load of at most a quarter; -1 marks a free place.
    var keys = [Int32](repeating: -1, count: 1024)
    var values = [UInt8](repeating: 0, count: 1024)
    var (previousKey, previousValue): (Int32, UInt8) = (-1, 0)
    indices.reserveCapacity(pixmap.width * pixmap.height)
    let pixels = pixmap.pixels
    var offset = 0
    while offset < pixels.count {
      let key =
        Int32(pixels[offset]) << 16 | Int32(pixels[offset + 1]) << 8 | Int32(pixels[offset + 2])
      offset += 3
      if key != previousKey {
        var place = Int((UInt32(bitPattern: key) &* 0x9E37_79B1) >> 22)
        while keys[place] >= 0 && keys[place] != key { place = (place + 1) & 1023 }
        if keys[place] < 0 {
          guard palette.count < 256 * 3 else { return nil }
          keys[place] = key
          values[place] = UInt8(palette.count / 3)
          palette.append(UInt8(truncatingIfNeeded: key >> 16))
          palette.append(UInt8(truncatingIfNeeded: key >> 8))
          palette.append(UInt8(truncatingIfNeeded: key))
        }
        (previousKey, previousValue) = (key, values[place])
      }
      indices.append(previousValue)
    }
  }
}

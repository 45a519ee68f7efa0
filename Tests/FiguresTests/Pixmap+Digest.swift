import Ink

extension Pixmap {
  /// FNV-1a over both sizes and all bytes.
  var digest: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for size in [width, height] {
      for shift in stride(from: 0, to: 64, by: 8) { add(UInt8(truncatingIfNeeded: size >> shift)) }
    }
    for byte in pixels { add(byte) }
    return hash
  }
}

@testable import Ink

/// A small generator with a fixed sequence: the tests see the same shapes every time.
struct Sequence64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  /// In 0..<1.
  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / 9_007_199_254_740_992
  }

  mutating func point(from low: Double, to high: Double) -> Point {
    Point(x: low + (high - low) * next(), y: low + (high - low) * next())
  }
}

extension CoverageBuffer {
  /// What a sweep hands out, as one byte per pixel.
  mutating func bytes(width: Int, height: Int, rule: FillRule = .nonZero) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: width * height)
    sweep(rule: rule) { y, from, to, alpha in
      for x in from..<max(from, to) { result[y * width + x] = alpha }
    }
    return result
  }
}

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

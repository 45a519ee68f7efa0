/// Conversions between sRGB bytes and linear light, and the blend built on them.
///
/// Coverage is a share of light: half a pixel of black on white must send half of the light, which
/// is sRGB 188. The tables follow IEC 61966-2-1; they are made by Newton's method, not by `pow`,
/// so that they are the same on every machine.
struct LightTables: Sendable {
  /// Linear light of each sRGB byte, 0...65535.
  let linear: [UInt16]

  /// The sRGB byte nearest to each linear light, by its upper 12 bits.
  let encoded: [UInt8]

  static let shared = LightTables()

  private init() {
    var linear = [UInt16](repeating: 0, count: 256)
    for code in 0..<256 {
      let value = Double(code) / 255
      let light =
        value <= 0.04045 ? value / 12.92 : Self.powerOf12Fifths((value + 0.055) / 1.055)
      linear[code] = UInt16((light * 65535).rounded())
    }
    var encoded = [UInt8](repeating: 0, count: 4096)
    var code = 0
    for index in 0..<4096 {
      let light = index * 16 + 8
      while code < 255 && Int(linear[code]) + Int(linear[code + 1]) < 2 * light { code += 1 }
      encoded[index] = UInt8(code)
    }
    self.linear = linear
    self.encoded = encoded
  }

  /// x^2.4 as the fifth root of x^12, for x in 0...1, by 40 steps of Newton's method.
  private static func powerOf12Fifths(_ x: Double) -> Double {
    let square = x * x
    let fourth = square * square
    let power = fourth * fourth * fourth
    var root = 1.0
    for _ in 0..<40 {
      let rootSquared = root * root
      root = (4 * root + power / (rootSquared * rootSquared)) / 5
    }
    return root
  }

  /// One component: `coverage`/255 of the light of `source`, the rest of `destination`'s.
  @inline(__always)
  func blend(_ destination: UInt8, _ source: UInt8, coverage: UInt32) -> UInt8 {
    let sum =
      UInt32(linear[Int(destination)]) * (255 - coverage) + UInt32(linear[Int(source)]) * coverage
    return encoded[Int((sum + 127) / 255) >> 4]
  }
}

/// A colour of 8-bit sRGB components with an opacity.
public struct Color: Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  /// 0 is invisible, 255 covers what is below.
  public var opacity: UInt8

  public init(red: UInt8, green: UInt8, blue: UInt8, opacity: UInt8 = 255) {
    self.red = red
    self.green = green
    self.blue = blue
    self.opacity = opacity
  }

  /// An opaque colour as it is written in CSS: `0x0072B2` is `#0072B2`.
  public init(_ hexadecimal: UInt32) {
    self.init(
      red: UInt8(truncatingIfNeeded: hexadecimal >> 16),
      green: UInt8(truncatingIfNeeded: hexadecimal >> 8),
      blue: UInt8(truncatingIfNeeded: hexadecimal))
  }

  public static let black = Color(0x000000)
  public static let white = Color(0xFFFFFF)

  /// The same colour with another opacity.
  public func withOpacity(_ opacity: UInt8) -> Color {
    Color(red: red, green: green, blue: blue, opacity: opacity)
  }

  /// This colour with `share`/255 of `other` mixed in, in sRGB, as CSS mixes opacities.
  public func mixed(with other: Color, share: UInt8) -> Color {
    func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
      let weighted = Int(from) * (255 - Int(share)) + Int(to) * Int(share)
      return UInt8((weighted + 127) / 255)
    }
    return Color(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue),
      opacity: opacity)
  }
}

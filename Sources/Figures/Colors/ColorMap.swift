import Ink

/// Colours for numbers, perceptually even.
public enum ColorMap: Hashable, Sendable, CaseIterable {
  /// Dark violet over green to yellow, for any quantity.
  case viridian

  /// From the background to strong blue, for shares and counts, whose zero should recede.
  case blues

  /// Blue over the background to red, for signed numbers about zero.
  case blueRed

  /// From paper to ink, for pictures of writing: dark on light, light on dark.
  case ink

  /// The colour of what has no number.
  static func missing(_ theme: Theme) -> Color {
    theme.background.mixed(with: theme.subtleText, share: 110)
  }

  /// 256 colours from the lowest number to the highest.
  public func colors(for theme: Theme) -> [Color] {
    let anchors = Self.anchors(self, isDark: theme.isDark).map { Color($0) }
    let last = anchors.count - 1
    return (0..<256).map { index in
      let place = index * last
      let (below, share) = (place / 255, place % 255)
      return anchors[below].mixed(with: anchors[min(below + 1, last)], share: UInt8(share))
    }
  }

  private static func anchors(_ map: ColorMap, isDark: Bool) -> [UInt32] {
    switch map {
    case .viridian: viridianAnchors
    case .blues: isDark ? bluesOnDarkAnchors : bluesAnchors
    case .ink: isDark ? inkOnDarkAnchors : inkAnchors
    case .blueRed: isDark ? blueRedOnDarkAnchors : blueRedAnchors
    }
  }
}

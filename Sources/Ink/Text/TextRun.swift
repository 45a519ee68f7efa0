/// One line of text in a scene.
public struct TextRun: Hashable, Sendable {
  /// Which part of the line stands at `position`, along the line.
  public enum Anchor: Hashable, Sendable {
    case start
    case middle
    case end
  }

  /// Which part of the line stands at `position`, across the line.
  public enum Baseline: Hashable, Sendable {
    case alphabetic
    /// Half way up a capital letter: for labels beside a point.
    case middle
    /// The top of a capital letter.
    case top
  }

  /// May hold `^{raised}` and `_{lowered}` parts.
  public var text: String
  public var position: Point

  /// The font size in logical pixels.
  public var size: Double
  public var face: FontSet.Face
  public var color: Color
  public var anchor: Anchor
  public var baseline: Baseline

  /// A turn about `position`, clockwise on the screen; -90 reads upwards.
  public var degrees: Double

  public init(
    _ text: String, at position: Point, size: Double, face: FontSet.Face = .regular,
    color: Color = .black, anchor: Anchor = .start, baseline: Baseline = .alphabetic,
    degrees: Double = 0
  ) {
    self.text = text
    self.position = position
    self.size = size
    self.face = face
    self.color = color
    self.anchor = anchor
    self.baseline = baseline
    self.degrees = degrees
  }

  /// The rectangle around the line, from the font's ascender to its descender, as turned.
  ///
  /// - Throws: `InkError.unreadableGlyph`.
  public func bounds(fonts: FontSet) throws -> Rect {
    let face = fonts[self.face]
    let width = try fonts.width(of: text, size: size, face: self.face)
    let unit = size / Double(face.unitsPerEm)
    let (left, drop) = origin(width: width, capHeight: Double(face.capHeight) * unit)
    let rotation = AffineTransform.rotation(degrees: degrees)
    let top = drop - Double(face.ascender) * unit
    let bottom = drop - Double(face.descender) * unit
    let corners = [
      Point(x: left, y: top), Point(x: left + width, y: top),
      Point(x: left, y: bottom), Point(x: left + width, y: bottom),
    ].map { rotation.apply(to: $0) + position }
    return Path.polyline(corners).controlBounds ?? Rect(x: left, y: top, width: 0, height: 0)
  }

  /// Where the line starts on its baseline, from `position`, before the turn.
  func origin(width: Double, capHeight: Double) -> (x: Double, y: Double) {
    let x: Double
    switch anchor {
    case .start: x = 0
    case .middle: x = -width / 2
    case .end: x = -width
    }
    let y: Double
    switch baseline {
    case .alphabetic: y = 0
    case .middle: y = capHeight / 2
    case .top: y = capHeight
    }
    return (x, y)
  }
}

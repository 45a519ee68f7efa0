/// The glyphs of a line of text and where they stand, in exact integers.
///
/// Positions are in tenths of a font unit, because raised and lowered text is drawn at 7/10 of
/// the size.
struct TextLayout: Sendable {
  struct Placement: Sendable {
    let glyph: UInt32
    let outline: Path
    /// From the start of the line, in tenths of a font unit.
    let x: Int
    /// Above the baseline, in tenths of a font unit.
    let rise: Int
    /// The share of the font size, in tenths.
    let scale: Int
  }

  private(set) var placements: [Placement] = []

  /// The length of the line in tenths of a font unit.
  private(set) var advance = 0

  init(_ text: String, face: FontFace) throws {
    let spans = TextMarkup.spans(of: text)
    self = try face.withReader { reader in try TextLayout(spans, reader: &reader) }
  }

  private init(_ spans: [TextMarkup.Span], reader: inout FontReader) throws {
    for span in spans {
      var characters = Array(span.text.unicodeScalars)
      var (scale, rise) = (10, 0)
      switch span.level {
      case .baseline:
        break
      case .superscript:
        let raised = characters.map { TextMarkup.superscripts[$0] ?? $0 }
        if zip(raised, characters).allSatisfy({ $0 != $1 && reader.index(of: $0) != 0 }) {
          characters = raised
        } else {
          (scale, rise) = (7, reader.unitsPerEm * 35 / 10)
        }
      case .subscript:
        (scale, rise) = (7, -reader.unitsPerEm * 16 / 10)
      }
      var previous: UInt32?
      for character in characters {
        let index = reader.index(of: character)
        let glyph = try reader.glyph(index)
        if let previous { advance += reader.kerning(previous, index) * scale }
        placements.append(
          Placement(glyph: index, outline: glyph.outline, x: advance, rise: rise, scale: scale))
        advance += glyph.advance * scale
        previous = index
      }
    }
  }
}

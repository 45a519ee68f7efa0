extension FontSet {
  /// The length of a line of text, markup included, in logical pixels.
  ///
  /// - Throws: `InkError.unreadableGlyph`.
  public func width(of text: String, size: Double, face: Face = .regular) throws -> Double {
    let layout = try TextLayout(text, face: self[face])
    return Double(layout.advance) * size / Double(10 * self[face].unitsPerEm)
  }

  /// The height of a capital letter in logical pixels.
  public func capHeight(size: Double, face: Face = .regular) -> Double {
    Double(self[face].capHeight) * size / Double(self[face].unitsPerEm)
  }

  /// How far letters such as p reach below the baseline, in logical pixels.
  public func descent(size: Double, face: Face = .regular) -> Double {
    -Double(self[face].descender) * size / Double(self[face].unitsPerEm)
  }

  /// How far accents reach above the baseline, in logical pixels.
  public func ascent(size: Double, face: Face = .regular) -> Double {
    Double(self[face].ascender) * size / Double(self[face].unitsPerEm)
  }
}

import SystemPackage

/// What can go wrong in drawing, in reading fonts and in reading or writing pictures.
public enum InkError: Error, Equatable, Sendable {
  /// The bytes are no PNG picture, or a damaged one.
  case corruptPNG(reason: String)

  /// A picture or a scene would have more pixels than `Pixmap.pixelLimit`, or none.
  case unsupportedSize(width: Int, height: Int)

  /// No folder holds a font file.
  case fontNotFound(file: String, searched: [FilePath])

  /// A font file exists but cannot be read or is no font.
  case unreadableFont(path: FilePath, reason: String)

  /// A glyph cannot be read from a font.
  case unreadableGlyph(path: FilePath, glyph: UInt32, reason: String)

  /// A coordinate, size or width of a scene is infinite, not a number or beyond 1e100; `item`
  /// counts drawn items, those inside clips and groups included, from 0.
  case notFinite(item: Int)
}

extension InkError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .corruptPNG(let reason):
      "not a readable PNG picture: \(reason)"
    case .unsupportedSize(let width, let height):
      """
      a picture of \(width) x \(height) pixels cannot be made: \
      both sides must be at least 1 and the product at most \(Pixmap.pixelLimit)
      """
    case .fontNotFound(let file, let searched):
      """
      font file \(file) not found in \(searched.map(\.string).joined(separator: ", ")); \
      install it with `apt install fonts-dejavu-core`, or name its folder in PIPE_FONTS
      """
    case .unreadableFont(let path, let reason):
      """
      \(path): not a usable font: \(reason); \
      reinstall it with `apt install --reinstall fonts-dejavu-core`
      """
    case .unreadableGlyph(let path, let glyph, let reason):
      "\(path): glyph \(glyph) cannot be read: \(reason)"
    case .notFinite(let item):
      "item \(item) of the scene has a coordinate or width that is not a number or beyond 1e100"
    }
  }
}

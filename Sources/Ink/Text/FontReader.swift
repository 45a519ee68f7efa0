import CFreeType
import SystemPackage

/// FreeType's view of one font file, with the glyphs read so far.
///
/// Not for use by two threads at once: each has its own FreeType library, and `FontFace` guards it.
struct FontReader {
  let unitsPerEm: Int
  let ascender: Int
  let descender: Int

  private let path: FilePath
  private let handle: FontHandle
  private let hasKerning: Bool
  private var glyphs: [UInt32: FontFace.Glyph] = [:]
  private var indices: [Unicode.Scalar: UInt32] = [:]

  init(bytes: [UInt8], path: FilePath) throws {
    handle = try FontHandle(bytes: bytes, path: path)
    self.path = path
    let face = handle.face.pointee
    unitsPerEm = Int(face.units_per_EM)
    guard unitsPerEm > 0 else {
      throw InkError.unreadableFont(path: path, reason: "it has no scalable outlines")
    }
    ascender = Int(face.ascender)
    descender = Int(face.descender)
    hasKerning = pipe_ft_has_kerning(handle.face) != 0
  }

  /// The glyph of a character; 0 is the box for characters that the font does not have.
  mutating func index(of character: Unicode.Scalar) -> UInt32 {
    if let index = indices[character] { return index }
    let index = FT_Get_Char_Index(handle.face, FT_ULong(character.value))
    indices[character] = index
    return index
  }

  /// - Throws: `InkError.unreadableGlyph`.
  mutating func glyph(_ index: UInt32) throws -> FontFace.Glyph {
    if let glyph = glyphs[index] { return glyph }
    let status = FT_Load_Glyph(handle.face, index, pipe_ft_load_flags())
    guard status == 0, let slot = handle.face.pointee.glyph else {
      throw InkError.unreadableGlyph(path: path, glyph: index, reason: "FreeType error \(status)")
    }
    guard pipe_ft_is_outline(handle.face) != 0 else {
      throw InkError.unreadableGlyph(path: path, glyph: index, reason: "it is not an outline")
    }
    let glyph = FontFace.Glyph(
      outline: Self.outline(&slot.pointee.outline), advance: Int(slot.pointee.metrics.horiAdvance))
    glyphs[index] = glyph
    return glyph
  }

  /// What the pen moves between two glyphs beyond the advance, in font units.
  func kerning(_ left: UInt32, _ right: UInt32) -> Int {
    guard hasKerning else { return 0 }
    var vector = FT_Vector()
    let status = FT_Get_Kerning(handle.face, left, right, pipe_ft_kerning_mode(), &vector)
    return status == 0 ? Int(vector.x) : 0
  }

  private static func outline(_ source: inout FT_Outline) -> Path {
    var path = Path()
    var functions = FT_Outline_Funcs(
      move_to: { to, target in
        FontReader.append(target) { path in
          path.close()
          path.move(to: Point(to))
        }
      },
      line_to: { to, target in
        FontReader.append(target) { $0.line(to: Point(to)) }
      },
      conic_to: { control, to, target in
        FontReader.append(target) { $0.quadratic(control: Point(control), to: Point(to)) }
      },
      cubic_to: { first, second, to, target in
        FontReader.append(target) { $0.cubic(Point(first), Point(second), to: Point(to)) }
      },
      shift: 0, delta: 0)
    withUnsafeMutablePointer(to: &path) { target in
      _ = FT_Outline_Decompose(&source, &functions, target)
    }
    path.close()
    return path
  }

  /// Lets a callback of FreeType change the path it was given; 0 means success.
  private static func append(
    _ target: UnsafeMutableRawPointer?, _ change: (inout Path) -> Void
  ) -> Int32 {
    guard let path = target?.assumingMemoryBound(to: Path.self) else { return 1 }
    change(&path.pointee)
    return 0
  }
}

extension Point {
  fileprivate init(_ vector: UnsafePointer<FT_Vector>?) {
    self.init(x: Double(vector?.pointee.x ?? 0), y: Double(vector?.pointee.y ?? 0))
  }
}

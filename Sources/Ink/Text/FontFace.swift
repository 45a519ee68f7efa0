import Synchronization
import SystemPackage

/// One font file, read through FreeType unscaled and unhinted; glyphs are kept once read.
///
/// All lengths are integers in font units, `unitsPerEm` to the font size.
public final class FontFace: Sendable {
  /// An outline and how far it moves the pen.
  struct Glyph: Sendable {
    /// In font units, y upwards.
    let outline: Path
    let advance: Int
  }

  public let path: FilePath

  /// The whole file: what a digest of everything drawn with it must cover.
  public let fileBytes: [UInt8]

  public let unitsPerEm: Int

  /// How far the tallest letters reach above the baseline.
  public let ascender: Int

  /// How far letters reach below the baseline; negative.
  public let descender: Int

  /// The height of a capital H.
  public let capHeight: Int

  private let reader: Mutex<FontReader>

  /// Reads a font file.
  ///
  /// - Throws: `InkError.unreadableFont`.
  public init(path: FilePath) throws {
    let bytes: [UInt8]
    do {
      bytes = try Self.read(path)
    } catch let error as Errno {
      throw InkError.unreadableFont(path: path, reason: error.description)
    }
    var reader = try FontReader(bytes: bytes, path: path)
    unitsPerEm = reader.unitsPerEm
    ascender = reader.ascender
    descender = reader.descender
    let capital = try reader.glyph(reader.index(of: "H"))
    capHeight = capital.outline.controlBounds.map { Int($0.maxY) } ?? reader.ascender
    self.path = path
    fileBytes = bytes
    self.reader = Mutex(reader)
  }

  private static func read(_ path: FilePath) throws -> [UInt8] {
    let file = try FileDescriptor.open(path, .readOnly)
    return try file.closeAfter {
      // Read to the end rather than by size: a folder opens and claims an enormous one.
      try withUnsafeTemporaryAllocation(byteCount: 1 << 17, alignment: 16) { buffer in
        var bytes: [UInt8] = []
        while true {
          let count = try file.read(into: buffer)
          if count == 0 { return bytes }
          bytes += buffer[..<count]
        }
      }
    }
  }

  /// Runs `body` with the glyphs, which no other thread can use meanwhile.
  func withReader<Result: Sendable>(_ body: (inout FontReader) throws -> Result) rethrows -> Result
  {
    try reader.withLock { try body(&$0) }
  }
}

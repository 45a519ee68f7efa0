import CFreeType
import SystemPackage

/// Owns a FreeType library, a face in it, and the bytes the face reads from.
final class FontHandle {
  let face: FT_Face
  private let library: FT_Library
  private let storage: UnsafeMutableBufferPointer<UInt8>

  init(bytes: [UInt8], path: FilePath) throws {
    var library: FT_Library?
    guard FT_Init_FreeType(&library) == 0, let library else {
      throw InkError.unreadableFont(path: path, reason: "FreeType could not be started")
    }
    let storage = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = storage.initialize(from: bytes)
    var face: FT_Face?
    let status = FT_New_Memory_Face(library, storage.baseAddress, FT_Long(bytes.count), 0, &face)
    guard status == 0, let face else {
      storage.deallocate()
      FT_Done_FreeType(library)
      throw InkError.unreadableFont(path: path, reason: "FreeType error \(status)")
    }
    self.library = library
    self.storage = storage
    self.face = face
  }

  deinit {
    FT_Done_Face(face)
    FT_Done_FreeType(library)
    storage.deallocate()
  }
}

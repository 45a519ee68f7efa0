import Synchronization
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The faces with which figures are written: DejaVu Sans, regular and bold.
public struct FontSet: Sendable {
  /// One of the faces of the set.
  public enum Face: Hashable, Sendable, CaseIterable {
    case regular
    case bold

    /// The name of the face's file.
    public var fileName: String {
      switch self {
      case .regular: "DejaVuSans.ttf"
      case .bold: "DejaVuSans-Bold.ttf"
      }
    }
  }

  public let regular: FontFace
  public let bold: FontFace

  /// Where distributions install DejaVu.
  public static let systemFolders: [FilePath] = [
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/dejavu-sans-fonts",
    "/usr/share/fonts/dejavu",
    "/usr/share/fonts/TTF",
    "/usr/local/share/fonts/dejavu",
    "/opt/homebrew/share/fonts",
  ]

  /// The folder named by `PIPE_FONTS` alone when it is set, else the system's folders.
  public static var searchPath: [FilePath] {
    guard let folder = getenv("PIPE_FONTS"), folder.pointee != 0 else { return systemFolders }
    return [FilePath(String(cString: folder))]
  }

  /// Finds and reads both faces.
  ///
  /// - Throws: `InkError.fontNotFound` and `InkError.unreadableFont`.
  public static func load(from folders: [FilePath] = FontSet.searchPath) throws -> FontSet {
    FontSet(
      regular: try load(.regular, from: folders), bold: try load(.bold, from: folders))
  }

  private static func load(_ face: Face, from folders: [FilePath]) throws -> FontFace {
    for folder in folders {
      let path = folder.appending(face.fileName)
      guard let version = FileVersion(path) else { continue }
      if let known = known.withLock({ $0[path] }), known.version == version { return known.face }
      let face = try FontFace(path: path)
      known.withLock { $0[path] = (version, face) }
      return face
    }
    throw InkError.fontNotFound(file: face.fileName, searched: folders)
  }

  /// The faces that have been read: a process draws many figures with the same two.
  private static let known = Mutex<[FilePath: (version: FileVersion, face: FontFace)]>([:])

  /// What changes when a file does.
  private struct FileVersion: Equatable {
    private let identity: [UInt64]
    private let times: [Int]

    /// Nil if there is no file.
    init?(_ path: FilePath) {
      var status = stat()
      guard path.withPlatformString({ stat($0, &status) }) == 0 else { return nil }
      identity = [UInt64(status.st_dev), UInt64(status.st_ino), UInt64(status.st_size)]
      #if canImport(Darwin)
        let (written, changed) = (status.st_mtimespec, status.st_ctimespec)
      #else
        let (written, changed) = (status.st_mtim, status.st_ctim)
      #endif
      times = [written.tv_sec, written.tv_nsec, changed.tv_sec, changed.tv_nsec]
    }
  }

  public subscript(face: Face) -> FontFace {
    switch face {
    case .regular: regular
    case .bold: bold
    }
  }

  /// Both faces, in the order in which the key of a figure covers their files.
  public var faces: [FontFace] { [regular, bold] }

  /// The bytes of all font files, in that order.
  public var fileBytes: [UInt8] { faces.flatMap(\.fileBytes) }
}

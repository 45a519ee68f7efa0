import SystemPackage

/// Files that are either wholly the old or wholly the new, whatever happens.
public enum AtomicFile {
  /// Makes or replaces a file: the bytes are written beside it, synchronised, and renamed.
  ///
  /// The name beside it is fixed (`.name.tmp`) and locked while in use, so what a killed process
  /// leaves there is taken over by the next writer and never piles up. Two writers of one file
  /// wait for each other.
  ///
  /// - Throws: `FileError`; the old file is untouched then.
  public static func write(_ bytes: [UInt8], to path: FilePath) throws(FileError) {
    try write(bytes, to: Path(path))
  }

  static func write(_ bytes: [UInt8], to path: Path) throws(FileError) {
    var replacement = try FileReplacement(of: path)
    try replacement.write(bytes)
    try replacement.commit()
  }

  /// Makes or replaces a file with a text; see `write(_:to:)` for bytes.
  public static func write(_ text: String, to path: FilePath) throws(FileError) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes a text unless the file holds it already, so that unchanged files keep their times.
  ///
  /// - Throws: `FileError`.
  public static func writeIfChanged(_ text: String, to path: FilePath) throws(FileError) {
    try writeIfChanged(Array(text.utf8), to: path)
  }

  /// Writes bytes unless the file holds them already. Makes the folder if it is not there.
  ///
  /// - Throws: `FileError`.
  public static func writeIfChanged(_ bytes: [UInt8], to path: FilePath) throws(FileError) {
    if try FileSystem.readIfPresent(path) == bytes { return }
    try FileSystem.createDirectory(Path(path).parent)
    try write(bytes, to: path)
  }
}

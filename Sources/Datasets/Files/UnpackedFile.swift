import Crypto
import SystemPackage

/// Reads files that may be packed by gzip, in one pass.
enum UnpackedFile {
  /// Calls `body` with each block of what the file holds: unpacked if the file is gzip, by its suffix
  /// `.gz` or by its first bytes.
  ///
  /// - Returns: SHA-256 of the file as it lies on disk.
  /// - Throws: ``DatasetError/unreadable(file:reason:)``, the errors of ``GzipStream`` and what `body`
  ///   throws.
  static func forEachBlock(
    of file: FilePath, _ body: (UnsafeRawBufferPointer) throws(DatasetError) -> Void
  ) throws(DatasetError) -> String {
    var hash = SHA256()
    var isFirst = true
    var gzip: GzipStream? = file.extension == "gz" ? try GzipStream(file: file) : nil
    try FileBytes.forEachBlock(of: file) { (block) throws(DatasetError) in
      hash.update(bufferPointer: block)
      if isFirst, gzip == nil, GzipStream.hasSignature(block) {
        gzip = try GzipStream(file: file)
      }
      isFirst = false
      if gzip == nil { try body(block) } else { try gzip?.append(block, body) }
    }
    try gzip?.finish()
    return Digest.hexadecimal(hash.finalize())
  }
}

import Crypto
import SystemPackage

/// SHA-256 as lower-case hexadecimal text.
enum Digest {
  static func sha256(_ bytes: [UInt8]) -> String {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return hexadecimal(hash.finalize())
  }

  static func sha256(_ text: String) -> String {
    sha256(Array(text.utf8))
  }

  /// The digest of a file as it lies on disk, read in blocks.
  static func sha256(file: FilePath) throws(DatasetError) -> String {
    var hash = SHA256()
    try FileBytes.forEachBlock(of: file) { (block) throws(DatasetError) in
      hash.update(bufferPointer: block)
    }
    return hexadecimal(hash.finalize())
  }

  static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
    let alphabet = Array("0123456789abcdef")
    var text = ""
    for byte in digest {
      text.append(alphabet[Int(byte >> 4)])
      text.append(alphabet[Int(byte & 15)])
    }
    return text
  }
}

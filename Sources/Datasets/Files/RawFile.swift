import SystemPackage

/// One file of a set in memory, unpacked, with the digests of exactly these bytes.
public struct RawFile: Sendable {
  /// The published name, without `.gz`.
  public let name: String
  /// Where it was read.
  public let path: FilePath
  /// The unpacked bytes.
  public let bytes: [UInt8]
  /// SHA-256 of `bytes`.
  public let digest: String
  /// SHA-256 of the file as it lay on disk; equal to `digest` when it was not packed.
  public let diskDigest: String

  /// No file of any set is larger than this when unpacked.
  static let sizeLimit = 1 << 30

  /// Reads, unpacks (by suffix `.gz` or by signature) and hashes a file.
  init(name: String, path: FilePath) throws(DatasetError) {
    let stored = try FileBytes.contents(of: path, limit: Self.sizeLimit)
    self.name = name
    self.path = path
    diskDigest = Digest.sha256(stored)
    if path.extension == "gz" || Gzip.hasSignature(stored) {
      bytes = try Gzip.inflate(stored, file: path, limit: Self.sizeLimit)
      digest = Digest.sha256(bytes)
    } else {
      bytes = stored
      digest = diskDigest
    }
  }
}

/// The files of one set, by published name.
public struct RawFiles: Sendable {
  public let files: [RawFile]

  /// The file of that published name, which must be one of the set's definition.
  public subscript(name: String) -> RawFile {
    guard let file = files.first(where: { $0.name == name }) else {
      preconditionFailure("the definition of the set lists no file '\(name)'")
    }
    return file
  }
}

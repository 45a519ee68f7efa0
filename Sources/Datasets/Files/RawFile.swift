import Crypto
import SystemPackage

/// One file of a set in memory, unpacked, with the digest of exactly these bytes.
public struct RawFile: Sendable {
  /// The published name, without `.gz`.
  public let name: String
  /// Where it was read: the archive, if it was a member of one.
  public let path: FilePath
  /// The unpacked bytes.
  public let bytes: [UInt8]
  /// SHA-256 of `bytes`.
  public let digest: String

  /// No file of any set is larger than this when unpacked.
  static let sizeLimit = 1 << 30

  init(name: String, path: FilePath, bytes: [UInt8]) {
    self.name = name
    self.path = path
    self.bytes = bytes
    digest = Digest.sha256(bytes)
  }

  /// Reads and unpacks a file (by suffix `.gz` or by signature).
  ///
  /// - Parameter limit: the most bytes the file may have when unpacked.
  /// - Returns: the file, and SHA-256 of it as it lay on disk.
  static func read(
    _ name: String, at path: FilePath, limit: Int = sizeLimit
  ) throws(DatasetError) -> (file: RawFile, diskDigest: String) {
    var bytes: [UInt8] = []
    let diskDigest = try UnpackedFile.forEachBlock(of: path) { (block) throws(DatasetError) in
      guard bytes.count + block.count <= limit else { throw .tooLarge(file: path, limit: limit) }
      bytes.append(contentsOf: block)
    }
    return (RawFile(name: name, path: path, bytes: bytes), diskDigest)
  }

  /// Reads the named members of a tar archive, packed or not.
  ///
  /// - Returns: the members in the order of `names`, and SHA-256 of the archive as it lay on disk.
  static func read(
    _ names: [String], fromArchive path: FilePath
  ) throws(DatasetError) -> (files: [RawFile], diskDigest: String) {
    var reader = TarReader(file: path, wanted: Set(names), limit: sizeLimit)
    let diskDigest = try UnpackedFile.forEachBlock(of: path) { (block) throws(DatasetError) in
      try reader.append(block)
    }
    try reader.finish()
    let members = reader.members
    let files = names.compactMap { name in
      members.first { $0.name == name }.map { RawFile(name: name, path: path, bytes: $0.bytes) }
    }
    return (files, diskDigest)
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

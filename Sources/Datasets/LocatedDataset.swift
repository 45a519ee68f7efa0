import SystemPackage

/// A data set all of whose files were found; nothing but the smallest of them has been read.
public struct LocatedDataset: Sendable {
  /// One file of the set, on this machine.
  public struct File: Equatable, Sendable {
    /// The published name, without `.gz`; that of an archive in full.
    public let name: String
    public let path: FilePath
  }

  public let definition: DatasetDefinition
  /// The folder in which the files lie.
  public let folder: FilePath
  /// What lies on disk: the files in the order of the definition, or the archive that holds them.
  public let files: [File]
  /// Whether `files` is one archive.
  public let isArchive: Bool
  /// What people should know about this choice: folders passed over and why, an unknown copy.
  public let notices: [String]

  public var name: String { definition.name }

  /// One line for people: the set and where it lies.
  public var summary: String { "\(definition.title) from \(folder)" }

  /// SHA-256 over the files as they lie on disk, without unpacking or parsing them.
  ///
  /// It is taken over one line `name digest` for each file, so it does not depend on where the files
  /// lie. A repacked copy of the same data has another fingerprint and equal digests of its raw bytes.
  ///
  /// - Complexity: one pass over the files, in blocks.
  /// - Throws: ``DatasetError/unreadable(file:reason:)``.
  public func fingerprint() throws(DatasetError) -> String {
    var lines: [(name: String, digest: String)] = []
    for file in files { lines.append((file.name, try Digest.sha256(file: file.path))) }
    return Self.fingerprint(of: lines)
  }

  /// Unpacks and hashes every file, to say whether this is what was published.
  ///
  /// - Throws: what reading and unpacking throw.
  public func verify() throws(DatasetError) -> DatasetProvenance {
    let contents = try read()
    return DatasetProvenance(
      dataset: self, files: contents.files, fingerprint: contents.fingerprint)
  }

  /// Reads, unpacks, hashes and parses the set. The digests in the result are of the very bytes that
  /// were parsed.
  ///
  /// - Throws: any ``DatasetError`` of reading and parsing.
  public func load() throws(DatasetError) -> ImageDataset {
    let contents = try read()
    let parts = try definition.parse(contents.files)
    return ImageDataset(
      parts: parts, classNames: definition.classNames,
      provenance: DatasetProvenance(
        dataset: self, files: contents.files, fingerprint: contents.fingerprint))
  }

  private func read() throws(DatasetError) -> (files: RawFiles, fingerprint: String) {
    var raw: [RawFile] = []
    var lines: [(name: String, digest: String)] = []
    for file in files {
      if isArchive {
        let contents = try RawFile.read(definition.files.map(\.name), fromArchive: file.path)
        raw += contents.files
        lines.append((file.name, contents.diskDigest))
      } else {
        let contents = try RawFile.read(file.name, at: file.path)
        raw.append(contents.file)
        lines.append((file.name, contents.diskDigest))
      }
    }
    return (RawFiles(files: raw), Self.fingerprint(of: lines))
  }

  static func fingerprint(of files: [(name: String, digest: String)]) -> String {
    Digest.sha256(files.map { "\($0.name) \($0.digest)\n" }.joined())
  }
}

import SystemPackage

/// Where the bytes of a data set came from, and whether they are the published ones.
public struct DatasetProvenance: Equatable, Sendable {
  /// One file that was read.
  public struct File: Equatable, Sendable {
    /// The published name, without `.gz`.
    public let name: String
    public let path: FilePath
    /// SHA-256 of the unpacked bytes.
    public let digest: String
    /// SHA-256 of what was published, after gunzip.
    public let publishedDigest: String
    /// The number of unpacked bytes.
    public let size: Int

    public var isVerified: Bool { digest == publishedDigest }
  }

  /// The name of the set in the catalogue.
  public let name: String
  /// Its name for people.
  public let title: String
  public let folder: FilePath
  public let files: [File]
  /// Of the files as they lay on disk when they were read; see ``LocatedDataset/fingerprint()``.
  public let fingerprint: String

  /// Whether every file's bytes are those that were published.
  public var isVerified: Bool { files.allSatisfy(\.isVerified) }

  /// One line for people, to stand under a figure: the set, and whether it is the real one.
  public var summary: String {
    if isVerified { return "\(title) (checksums verified)" }
    let others = files.filter { !$0.isVerified }.map(\.name).joined(separator: ", ")
    return "\(title), an unverified copy (\(others): not the published bytes)"
  }

  init(dataset: LocatedDataset, files: RawFiles, fingerprint: String) {
    name = dataset.definition.name
    title = dataset.definition.title
    folder = dataset.folder
    self.files = zip(files.files, dataset.definition.files).map { raw, published in
      File(
        name: raw.name, path: raw.path, digest: raw.digest, publishedDigest: published.digest,
        size: raw.bytes.count)
    }
    self.fingerprint = fingerprint
  }
}

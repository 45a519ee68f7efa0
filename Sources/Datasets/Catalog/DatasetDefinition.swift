/// A data set that can be asked for by name: its files, their published checksums, and how to read
/// them.
public struct DatasetDefinition: Sendable {
  /// One file, unpacked.
  public struct File: Equatable, Sendable {
    /// The published name, without `.gz`.
    public var name: String
    /// SHA-256 of the published file after gunzip, lower-case hexadecimal.
    public var digest: String
    /// The file as it is published by itself, packed; nil if it is part of an archive.
    public var published: PublishedFile?

    public init(name: String, digest: String, published: PublishedFile? = nil) {
      self.name = name
      self.digest = digest
      self.published = published
    }

    /// A file that is published as `NAME.gz`.
    ///
    /// - Parameters:
    ///   - packedDigest: SHA-256 of `NAME.gz`.
    ///   - packedSize: of `NAME.gz`, in bytes.
    public init(name: String, digest: String, packedDigest: String, packedSize: Int) {
      self.init(
        name: name, digest: digest,
        published: PublishedFile(name: name + ".gz", digest: packedDigest, size: packedSize))
    }
  }

  /// The name in pipeline files, `fashion-mnist`.
  public var name: String
  /// The name for people, `Fashion-MNIST`.
  public var title: String
  /// The folders below one of the search path that may hold the files; the first is the usual one.
  public var folders: [String]
  public var files: [File]
  /// The archive in which the files are published, if they are not published one by one.
  public var archive: PublishedFile?
  /// The file that tells this set from others with the same file names; a small one.
  public var identifyingFile: String
  /// One name for each label, in the order of the labels.
  public var classNames: [String]
  /// The extents of one image; `nil` where they are not known before the files are read.
  public var imageShape: [Int]?
  /// Where it is published: URLs of folders, each ending in a slash, the publisher's own first.
  public var addresses: [String]
  /// What can be typed to get the set, for the message when it is missing.
  public var advice: String
  /// Turns the unpacked files into images and labels.
  public var parse: @Sendable (RawFiles) throws(DatasetError) -> ImageParts

  public init(
    name: String, title: String, folders: [String]? = nil, files: [File],
    archive: PublishedFile? = nil, identifyingFile: String, classNames: [String],
    imageShape: [Int]? = nil, addresses: [String] = [], advice: String,
    parse: @escaping @Sendable (RawFiles) throws(DatasetError) -> ImageParts
  ) {
    self.name = name
    self.title = title
    self.folders = folders ?? [name]
    self.files = files
    self.archive = archive
    self.identifyingFile = identifyingFile
    self.classNames = classNames
    self.imageShape = imageShape
    self.addresses = addresses
    self.advice = advice
    self.parse = parse
  }

  /// The files to fetch to have the set, as they are published.
  public var downloads: [PublishedFile] {
    archive.map { [$0] } ?? files.compactMap(\.published)
  }

  /// The ``LocatedDataset/fingerprint()`` of the set as it is published.
  public var publishedFingerprint: String {
    LocatedDataset.fingerprint(
      of: archive.map { [($0.name, $0.digest)] }
        ?? files.map { ($0.name, $0.published?.digest ?? $0.digest) })
  }
}

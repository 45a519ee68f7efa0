/// A data set that can be asked for by name: its files, their published checksums, and how to read
/// them.
public struct DatasetDefinition: Sendable {
  /// One file as its publisher distributes it.
  public struct File: Equatable, Sendable {
    /// The published name, without `.gz`.
    public var name: String
    /// SHA-256 of the published file after gunzip, lower-case hexadecimal.
    public var digest: String

    public init(name: String, digest: String) {
      self.name = name
      self.digest = digest
    }
  }

  /// The name in pipeline files, `fashion-mnist`.
  public var name: String
  /// The name for people, `Fashion-MNIST`.
  public var title: String
  /// The folder that holds the files below a folder of the search path.
  public var folder: String
  public var files: [File]
  /// The file that tells this set from others with the same file names; a small one.
  public var identifyingFile: String
  /// One name for each label, in the order of the labels.
  public var classNames: [String]
  /// The extents of one image; `nil` where they are not known before the files are read.
  public var imageShape: [Int]?
  /// What can be typed to get the set, for the message when it is missing.
  public var advice: String
  /// Turns the unpacked files into images and labels.
  public var parse: @Sendable (RawFiles) throws(DatasetError) -> ImageParts

  public init(
    name: String, title: String, folder: String? = nil, files: [File], identifyingFile: String,
    classNames: [String], imageShape: [Int]? = nil, advice: String,
    parse: @escaping @Sendable (RawFiles) throws(DatasetError) -> ImageParts
  ) {
    self.name = name
    self.title = title
    self.folder = folder ?? name
    self.files = files
    self.identifyingFile = identifyingFile
    self.classNames = classNames
    self.imageShape = imageShape
    self.advice = advice
    self.parse = parse
  }
}

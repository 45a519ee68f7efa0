/// A file as its publisher distributes it, packed if it is packed there.
public struct PublishedFile: Equatable, Sendable {
  /// With its suffix: `cifar-10-binary.tar.gz`.
  public var name: String
  /// SHA-256, lower-case hexadecimal.
  public var digest: String
  /// In bytes.
  public var size: Int

  public init(name: String, digest: String, size: Int) {
    self.name = name
    self.digest = digest
    self.size = size
  }
}

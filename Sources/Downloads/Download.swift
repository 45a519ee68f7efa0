import SystemPackage

/// A file to be fetched, and how to know that it is the right one.
public struct Download: Equatable, Sendable {
  /// Where it may be fetched from, tried in this order: URLs.
  public var addresses: [String]
  /// In bytes.
  public var size: Int
  /// SHA-256, lower-case hexadecimal.
  public var digest: String
  /// Where it goes.
  public var destination: FilePath

  public init(addresses: [String], size: Int, digest: String, destination: FilePath) {
    self.addresses = addresses
    self.size = size
    self.digest = digest
    self.destination = destination
  }

  /// The name of the file.
  public var name: String { destination.lastComponent?.string ?? destination.string }
}

/// How far the fetching of one file is.
public struct DownloadProgress: Equatable, Sendable {
  public enum Activity: Equatable, Sendable {
    /// Another process fetches the same file.
    case waiting
    case fetching(address: String)
    /// All bytes are there, and their checksum is taken.
    case checking
  }

  public var activity: Activity
  /// Bytes on disk, those of an earlier attempt included.
  public var received: Int
  /// Bytes of the whole file.
  public var size: Int
}

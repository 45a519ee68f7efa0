import Artifacts
import SystemPackage

/// Something that a stage reads from outside the store: the files of a data set, a font.
public struct ExternalInput: Sendable {
  /// What identifies the content, by digests and never by paths: this enters the stage key.
  public var identity: JSONValue
  /// What people are told of it; nil for what goes without saying.
  public var source: DataSource?

  public init(identity: JSONValue, source: DataSource? = nil) {
    self.identity = identity
    self.source = source
  }
}

/// A source of data in words.
public struct DataSource: Equatable, Sendable {
  /// What it is called: "Fashion-MNIST".
  public var name: String
  /// One line for the run header: what was chosen and where it lies.
  public var summary: String
  /// What a reader has to know, such as that a fallback took the place of the preferred source.
  public var notice: String?

  public init(name: String, summary: String, notice: String? = nil) {
    self.name = name
    self.summary = summary
    self.notice = notice
  }
}

/// What a stage may look at when it is planned.
public struct PlanningEnvironment: Sendable {
  /// Folders where data sets are looked for, first hit wins.
  public var dataSearchPath: [FilePath]
  /// Whether only the first choice of a data set will do.
  public var requiresPreferredData: Bool
  /// How data sets that are not there may be fetched; nil if nothing may go over the network.
  public var downloads: DownloadSettings?

  public init(
    dataSearchPath: [FilePath] = [], requiresPreferredData: Bool = false,
    downloads: DownloadSettings? = nil
  ) {
    self.dataSearchPath = dataSearchPath
    self.requiresPreferredData = requiresPreferredData
    self.downloads = downloads
  }
}

/// Where data sets are fetched from and to.
public struct DownloadSettings: Equatable, Sendable {
  /// A folder of the search path; each set has a folder of its own there.
  public var folder: FilePath
  /// URLs that are tried before the publishers, as `URL/SET/FILE`.
  public var mirrors: [String]

  public init(folder: FilePath, mirrors: [String] = []) {
    self.folder = folder
    self.mirrors = mirrors
  }
}

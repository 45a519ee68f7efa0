import Artifacts
import Datasets
import Downloads
import Pipelines
import SystemPackage

/// Fetches the published files of a data set.
public struct DatasetDownload: Sendable {
  public let definition: DatasetDefinition
  private let settings: DownloadSettings

  /// - Returns: nil for a set that is published nowhere.
  public init?(_ definition: DatasetDefinition, _ settings: DownloadSettings) {
    guard !definition.downloads.isEmpty, !definition.addresses.isEmpty else { return nil }
    self.definition = definition
    self.settings = settings
  }

  /// The folder of the files.
  public var folder: FilePath { settings.folder.appending(definition.folders[0]) }

  /// One line for people.
  public var summary: String {
    "\(definition.title), fetched into \(folder) (\(sizeText))"
  }

  /// The size of all files: "170 MB".
  public var sizeText: String { "\(Self.megabytes(size)) MB" }

  private var size: Int { definition.downloads.reduce(0) { $0 + $1.size } }

  /// Fetches what is not there yet. Every address is tried once for each file.
  ///
  /// - Throws: `DownloadError`, `FileError`, `CancellationError`.
  public func fetch(
    isCancelled: () -> Bool, report: (StageProgress) -> Void
  ) throws {
    let downloader = try Downloader()
    var done = 0
    for file in definition.downloads {
      let download = Download(
        addresses: addresses(of: file), size: file.size, digest: file.digest,
        destination: folder.appending(file.name))
      try downloader.fetch(download, isCancelled: isCancelled) { progress in
        let received = done + progress.received
        report(
          StageProgress(
            fraction: Double(received) / Double(size), message: text(progress, file.name),
            amount: Double(received) / 1e6, unit: "MB"))
      }
      done += file.size
    }
  }

  private func addresses(of file: PublishedFile) -> [String] {
    let mirrors = settings.mirrors.map { mirror in
      "\(mirror.hasSuffix("/") ? mirror : mirror + "/")\(definition.folders[0])/\(file.name)"
    }
    return mirrors + definition.addresses.map { $0 + file.name }
  }

  private func text(_ progress: DownloadProgress, _ name: String) -> String {
    switch progress.activity {
    case .waiting: "waiting for another process that fetches \(name)"
    case .checking: "checking \(name)"
    case .fetching(let address):
      "\(name), \(Self.megabytes(progress.received)) of \(Self.megabytes(progress.size)) MB from "
        + Self.host(of: address)
    }
  }

  /// At least one digit, at most one after the point.
  private static func megabytes(_ bytes: Int) -> String {
    DecimalText.fixed(Double(bytes) / 1e6, digits: bytes < 10_000_000 ? 1 : 0)
  }

  private static func host(of address: String) -> String {
    let parts = address.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count > 2 && !parts[2].isEmpty ? String(parts[2]) : address
  }
}

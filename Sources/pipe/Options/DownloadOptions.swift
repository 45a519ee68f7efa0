import ArgumentParser
import Pipelines
import SystemPackage

/// From where data sets are fetched.
struct DownloadOptions: ParsableArguments {
  @Option(
    name: .customLong("mirror"),
    help: ArgumentHelp(
      "A URL to fetch from before the publishers, as URL/SET/FILE; may be given several times. Also: "
        + "PIPE_MIRROR.",
      valueName: "url"))
  var mirrors: [String] = []

  func validate() throws {
    for mirror in mirrors where !Self.schemes.contains(where: mirror.hasPrefix) {
      throw ValidationError(
        "--mirror '\(mirror)' must begin with \(Self.schemes.joined(separator: ", "))")
    }
  }

  /// - Parameter folder: where the files go.
  func settings(folder: FilePath) -> DownloadSettings {
    DownloadSettings(
      folder: folder,
      mirrors: mirrors
        + (environmentValue("PIPE_MIRROR") ?? "").split(separator: " ").map(String.init)
    )
  }

  private static let schemes = ["http://", "https://", "file://"]
}

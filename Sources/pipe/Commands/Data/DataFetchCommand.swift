import ArgumentParser
import Artifacts
import Datasets
import Downloads
import Pipelines
import Stages
import SystemPackage

/// `pipe data fetch`: brings data sets onto this machine.
struct DataFetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch", abstract: "Fetch data sets from their publishers.",
    discussion: """
      Examples:
        pipe data fetch cifar10
        pipe data fetch --mirror https://mirror.example.org/datasets
        PIPE_DATA=/data pipe data fetch mnist --into /data

      Fetches the named sets, or all that are not on this machine, and prints the folder of each. Every
      file is compared with its published checksum before it counts. Stopped, it goes on where it was.
      """)

  @Argument(
    help: ArgumentHelp("Names of data sets; see pipe data ls.", valueName: "set"),
    completion: .list(DatasetCatalog.standard.names))
  var sets: [String] = []

  @Option(
    help: ArgumentHelp("The folder for the sets, each in one of its own.", valueName: "dir"),
    completion: .directory)
  var into = DataOptions.projectFolder

  @OptionGroup var downloadOptions: DownloadOptions
  @OptionGroup var dataOptions: DataOptions

  @Option(
    help: ArgumentHelp(
      "How often to try again after the network has failed, with growing pauses.", valueName: "n"))
  var retries = RetryPolicy().count

  @Flag(help: "Print a JSON document about each set instead of its folder, one a line.")
  var json = false

  @Flag(name: .shortAndLong, help: "Say nothing while fetching.")
  var quiet = false

  func validate() throws {
    guard retries >= 0 else { throw ValidationError("--retries must not be negative") }
  }

  func run() throws {
    var environment = try dataOptions.environment()
    environment.dataSearchPath.insert(FilePath(into), at: 0)
    // All names are checked before anything is fetched.
    let definitions = try sets.map { try DatasetCatalog.standard.definition(of: $0) }
    Interruption.install()
    let display = FetchDisplay(isQuiet: quiet)
    for definition in definitions.isEmpty ? DatasetCatalog.standard.definitions : definitions {
      let folder = try fetch(definition, environment, display)
      if json {
        try JSONOutput.print(
          "pipe.fetch/1", ["set": .string(definition.name), "folder": .string(folder.string)])
      } else {
        Terminal.standardOutput.writeLine(folder.string)
      }
    }
  }

  /// - Returns: the folder of the set.
  private func fetch(
    _ definition: DatasetDefinition, _ environment: PlanningEnvironment, _ display: FetchDisplay
  ) throws -> FilePath {
    let locator = DatasetLocator(
      searchPath: environment.dataSearchPath + DatasetLocator.systemFolders)
    if let located = try? locator.locateIfPresent(definition.name),
      let provenance = try? located.verify(), provenance.isVerified
    {
      display.say("\(definition.name): is there, verified")
      return located.folder
    }
    let settings = downloadOptions.settings(folder: FilePath(into))
    guard let download = DatasetDownload(definition, settings) else {
      throw NowhereToFetch(name: definition.name)
    }
    display.say("\(definition.name): \(download.sizeText) into \(download.folder)")
    try fetch(download, display)
    display.say("\(definition.name): done, verified")
    return download.folder
  }

  /// Tries again after failures that may pass.
  private func fetch(_ download: DatasetDownload, _ display: FetchDisplay) throws {
    let policy = RetryPolicy(count: retries)
    var failures = 0
    while true {
      do {
        defer { display.clear() }
        return try download.fetch(
          isCancelled: { Interruption.isRequested }, report: display.show)
      } catch let error as DownloadError where error.mayPass {
        failures += 1
        guard let pause = policy.pause(afterFailures: failures) else { throw error }
        display.say("\(error)\ntrying again in \(Quantity.seconds(pause.seconds))")
        try Interruption.sleep(pause)
      }
    }
  }
}

/// A data set that no publisher is known of.
struct NowhereToFetch: Error, CustomStringConvertible {
  let name: String
  var description: String {
    "'\(name)' is published nowhere that is known; put it into place by hand"
  }
}

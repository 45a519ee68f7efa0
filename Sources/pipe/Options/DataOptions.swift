import ArgumentParser
import Artifacts
import Pipelines
import SystemPackage

/// Where data sets are looked for.
struct DataOptions: ParsableArguments {
  /// The project's own folder for data sets.
  static let projectFolder = "artifacts/data"

  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "A folder with data sets, searched first; may be given several times. Also: PIPE_DATA.",
      valueName: "dir"))
  var folders: [String] = []

  @Flag(
    name: .customLong("require-data"),
    help: "Fail if the first choice of a data set is not there, instead of taking the next.")
  var requiresPreferredData = false

  /// The folders in the order in which they are searched; system folders come after these.
  ///
  /// - Throws: `MissingFolder` for a folder of `--data` that is not there: a typing error must not
  ///   end in another data set.
  func environment() throws -> PlanningEnvironment {
    for folder in folders where !FileSystem.isDirectory(FilePath(folder)) {
      throw MissingFolder(description: "--data names the folder '\(folder)', which is not there")
    }
    var path = folders
    if let variable = environmentValue("PIPE_DATA") {
      path += variable.split(separator: ":").map(String.init)
    }
    path.append(Self.projectFolder)
    return PlanningEnvironment(
      dataSearchPath: path.map { FilePath($0) }, requiresPreferredData: requiresPreferredData)
  }
}

import ArgumentParser
import Artifacts
import Glibc
import SystemPackage

/// Where results are kept.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of the store. Also: PIPE_STORE. Default: artifacts/store.", valueName: "dir"))
  var store: String?

  var path: FilePath { FilePath(store ?? Self.defaultPath) }

  /// The store where none is named on the command line.
  static var defaultPath: String { environmentValue("PIPE_STORE") ?? "artifacts/store" }

  func validate() throws {
    if store == "" { throw ValidationError("--store needs the name of a folder") }
  }

  /// Opens a store that is there already, to look at it.
  func openExisting(readOnly: Bool = true) throws -> Store {
    guard FileSystem.isDirectory(path) else {
      throw ValidationError("there is no store at \(path); name one with --store or PIPE_STORE")
    }
    return try Store(at: path, readOnly: readOnly)
  }

  /// Opens the store, and creates it if it is not there.
  func open(readAhead: ReceiptReadAhead? = nil) throws -> Store {
    try Store(at: path, readAhead: readAhead)
  }

  /// Opens the store to look at it; nothing is created or swept.
  func openReadOnly(readAhead: ReceiptReadAhead? = nil) throws -> Store {
    try Store(at: path, readOnly: true, readAhead: readAhead)
  }
}

/// The value of an environment variable, if it is set and not empty.
func environmentValue(_ name: String) -> String? {
  guard let value = getenv(name) else { return nil }
  let text = String(cString: value)
  return text.isEmpty ? nil : text
}

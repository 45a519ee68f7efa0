import ArgumentParser
import Artifacts
import SystemPackage

/// `pipe cache export`: results as one file.
struct CacheExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write results, and all that they were made from, as one tar archive.",
    discussion: """
      Another store takes it over with pipe cache import; tar shows and unpacks it as well.

      Examples:
        pipe cache export figureA10 -o figure.tar
        pipe cache export mnist_dropout/networks --shallow -o networks.tar
        pipe cache export figureA10 -o - | ssh host pipe cache import -
      """)

  @Argument(help: CacheSearch.help, completion: .results)
  var names: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; - for the standard output.", valueName: "file"))
  var output: String

  @Flag(name: .customLong("shallow"), help: "Leave out what the results were made from.")
  var isShallow = false

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if output.isEmpty { throw ValidationError("-o needs the name of a file, or -") }
    if json, output == "-" { throw ValidationError("--json cannot be used with -o -") }
  }

  func run() throws {
    let store = try storeOptions.openExisting()
    let keys = try CacheSearch(store).receipts(named: names).map(\.key)
    let summary = try store.export(
      keys, isShallow: isShallow, to: output == "-" ? nil : FilePath(output))
    if json {
      try JSONOutput.print(
        "pipe.cache.export/1",
        [
          "file": .string(output), "receipts": .integer(Int64(summary.receiptCount)),
          "objects": .integer(Int64(summary.objectCount)),
          "bytes": .integer(Int64(summary.byteCount)),
        ])
      return
    }
    (output == "-" ? Terminal.standardError : .standardOutput).writeLine(
      "\(summary.receiptCount) results and \(summary.objectCount) objects, "
        + Quantity.bytes(summary.byteCount))
  }
}

/// `pipe cache import`: takes over what another store exported.
struct CacheImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take over the results in a file that pipe cache export wrote.",
    discussion: """
      Every digest is recomputed before anything is changed. A file that was cut off or tampered with is
      refused, and so is one with other results for a stage than the store has (exit code 5).

      Examples:
        pipe cache import figure.tar
        gunzip -c figure.tar.gz | pipe cache import -
      """)

  @Argument(help: "The file; - for the standard input.", completion: .file())
  var file: String

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try storeOptions.open()
    let summary = try store.importArchive(from: file == "-" ? nil : FilePath(file))
    for warning in store.takeWarnings() {
      Terminal.standardError.writeLine("warning: \(warning)")
    }
    if json {
      try JSONOutput.print(
        "pipe.cache.import/1",
        [
          "receipts": .integer(Int64(summary.receiptCount)),
          "objects": .integer(Int64(summary.objectCount)),
          "presentReceipts": .integer(Int64(summary.presentReceiptCount)),
          "presentObjects": .integer(Int64(summary.presentObjectCount)),
        ])
      return
    }
    Terminal.standardOutput.writeLine(
      "\(summary.receiptCount) results and \(summary.objectCount) objects taken over; "
        + "\(summary.presentReceiptCount) results and \(summary.presentObjectCount) objects "
        + "were there")
  }
}

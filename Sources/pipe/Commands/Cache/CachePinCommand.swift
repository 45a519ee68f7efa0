import ArgumentParser
import Artifacts

/// `pipe cache pin`: keeps results from being collected.
struct CachePinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pin",
    abstract: "Keep results: pipe cache gc never removes what is pinned.",
    discussion: """
      Examples:
        pipe cache pin figureA10 --note "in the paper"
        pipe cache pin mnist_dropout/networks          all its cells
        pipe cache ls --pinned
      """)

  @Argument(help: CacheSearch.help)
  var names: [String]

  @Option(help: ArgumentHelp("Why it is kept; shown by ls and show.", valueName: "text"))
  var note = ""

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try storeOptions.openExisting(readOnly: false)
    let receipts = try CacheSearch(store).receipts(named: names)
    for receipt in receipts { try store.pin(Pin(key: receipt.key, note: note)) }
    try PinReport.print("pipe.cache.pin/1", "pinned", receipts, asJSON: json)
  }
}

/// `pipe cache unpin`: lets results be collected again.
struct CacheUnpinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unpin",
    abstract: "Let pinned results be removed by pipe cache gc again.",
    discussion: """
      Examples:
        pipe cache unpin figureA10
        pipe cache unpin 1f3a9c
      """)

  @Argument(help: CacheSearch.help)
  var names: [String]

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try storeOptions.openExisting(readOnly: false)
    let receipts = try CacheSearch(store).receipts(named: names)
    let unpinned = try receipts.filter { try store.unpin($0.key) }
    guard !unpinned.isEmpty else {
      throw ValidationError("none of it is pinned; see pipe cache ls --pinned")
    }
    try PinReport.print("pipe.cache.unpin/1", "unpinned", unpinned, asJSON: json)
  }
}

/// What pin and unpin say they did.
private enum PinReport {
  static func print(
    _ schema: String, _ verb: String, _ receipts: [Receipt], asJSON json: Bool
  ) throws {
    guard !json else {
      return try JSONOutput.print(
        schema,
        [
          verb: .array(
            receipts.map {
              ["key": .string($0.key.hex), "stage": .string($0.provenance.stage)]
            })
        ])
    }
    for receipt in receipts {
      Terminal.standardOutput.writeLine(
        "\(verb) \(receipt.key.short)  \(receipt.provenance.stage) of \(receipt.provenance.pipeline)"
      )
    }
  }
}

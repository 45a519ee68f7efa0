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

  @Argument(help: CacheSearch.help, completion: .results)
  var names: [String]

  @Option(help: ArgumentHelp("Why it is kept; shown by ls and show.", valueName: "text"))
  var note = ""

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try storeOptions.openExisting(readOnly: false)
    let keys = try CacheSearch(store).receipts(named: names).map(\.key)
    for key in keys { try store.pin(Pin(key: key, note: note)) }
    try PinReport.print("pipe.cache.pin/1", "pinned", keys, in: store, asJSON: json)
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

  @Argument(help: CacheSearch.help, completion: .results)
  var names: [String]

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try storeOptions.openExisting(readOnly: false)
    let keys = try names.flatMap { try pinnedKeys(named: $0, in: store) }
    let unpinned = try keys.filter { try store.unpin($0) }
    guard !unpinned.isEmpty else {
      throw ValidationError("none of it is pinned; see pipe cache ls --pinned")
    }
    try PinReport.print("pipe.cache.unpin/1", "unpinned", unpinned, in: store, asJSON: json)
  }

  /// By the start of the key also a pin whose result has gone, for example because it was damaged.
  private func pinnedKeys(named name: String, in store: Store) throws -> [StageKey] {
    let keys = try store.pins().map(\.key).filter { name.count >= 4 && $0.hex.hasPrefix(name) }
    return try keys.isEmpty ? CacheSearch(store).receipts(named: name).map(\.key) : keys
  }
}

/// What pin and unpin say they did.
private enum PinReport {
  static func print(
    _ schema: String, _ verb: String, _ keys: [StageKey], in store: Store, asJSON json: Bool
  ) throws {
    let receipts = Dictionary(try store.receipts().map { ($0.key, $0) }) { first, _ in first }
    guard !json else {
      return try JSONOutput.print(
        schema,
        [
          verb: .array(
            keys.map { key in
              [
                "key": .string(key.hex),
                "stage": receipts[key].map { .string($0.provenance.stage) } ?? .null,
              ]
            })
        ])
    }
    for key in keys {
      let maker = receipts[key].map { "\($0.provenance.stage) of \($0.provenance.pipeline)" }
      Terminal.standardOutput.writeLine("\(verb) \(key.short)  \(maker ?? "which is not there")")
    }
  }
}

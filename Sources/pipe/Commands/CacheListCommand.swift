import ArgumentParser
import Artifacts

/// `pipe cache ls`: the results in the store.
struct CacheListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls", abstract: "List the results in the store, newest first.",
    discussion: """
      Examples:
        pipe cache ls
        pipe cache ls --json | jq '.results[] | select(.stage == "images")'
      """)

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try storeOptions.openExisting()
    let receipts = try store.receipts().sorted {
      ($1.provenance.started.milliseconds, $0.key) < ($0.provenance.started.milliseconds, $1.key)
    }
    if json {
      try JSONOutput.print(
        "pipe.cache.ls/1", ["results": .array(receipts.map { $0.summary(in: store) })])
      return
    }
    var table = TextTable(
      header: ["KEY", "STAGE", "KIND", "OUTPUTS", "SIZE", "TIME", "MADE"], rightAligned: [4, 5])
    for receipt in receipts {
      table.append([
        receipt.key.short, receipt.provenance.stage, receipt.kind,
        receipt.outputs.map { "\($0.name) \($0.value.digest.short)" }.joined(separator: " "),
        Quantity.bytes(receipt.byteCount),
        Quantity.seconds(receipt.provenance.durationSeconds), "\(receipt.provenance.started)",
      ])
    }
    for line in table.lines { Terminal.standardOutput.writeLine(line) }
    let objects = try store.objects()
    Terminal.standardOutput.writeLine(
      "\(receipts.count) results, \(objects.count) objects, "
        + Quantity.bytes(objects.reduce(0) { $0 + $1.byteCount }))
  }
}

extension Receipt {
  /// The stage kind, as the key's document names it.
  var kind: String { document["kind"]?.stringValue ?? "" }

  var byteCount: Int { outputs.values.reduce(0) { $0 + $1.byteCount } }

  func summary(in store: Store) -> JSONValue {
    [
      "key": .string(key.hex),
      "stage": .string(provenance.stage),
      "pipeline": .string(provenance.pipeline),
      "kind": .string(kind),
      "started": .string("\(provenance.started)"),
      "seconds": .number(provenance.durationSeconds),
      "outputs": .object(
        outputs.mapValues {
          [
            "digest": .string($0.digest.hex), "kind": .string($0.kind.rawValue),
            "bytes": .integer(Int64($0.byteCount)),
            "path": .string(store.path(of: $0.digest, kind: $0.kind).string),
            "present": .bool(store.contains($0)),
          ]
        }),
    ]
  }
}

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

  @Flag(name: .customLong("pinned"), help: "Only results that are pinned.")
  var onlyPinned = false

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try storeOptions.openExisting()
    let pins = Dictionary(try store.pins().map { ($0.key, $0) }) { first, _ in first }
    let receipts = try store.receipts().filter { !onlyPinned || pins[$0.key] != nil }
      .sorted { $0.isNewer(than: $1) }
    if json {
      let results = receipts.map { receipt in
        var summary = receipt.summary(in: store)
        summary["pin"] = pins[receipt.key].map { $0.json() } ?? .null
        return summary
      }
      try JSONOutput.print("pipe.cache.ls/1", ["results": .array(results)])
      return
    }
    var table = TextTable(
      header: ["KEY", "STAGE", "KIND", "OUTPUTS", "SIZE", "TIME", "MADE"]
        + (pins.isEmpty ? [] : ["PINNED"]),
      rightAligned: [4, 5])
    for receipt in receipts {
      var row = [
        receipt.key.short, receipt.provenance.stage, receipt.kind,
        receipt.outputs.map { "\($0.name) \($0.value.digest.short)" }.joined(separator: " "),
        Quantity.bytes(receipt.byteCount),
        Quantity.seconds(receipt.provenance.durationSeconds), "\(receipt.provenance.started)",
      ]
      if !pins.isEmpty {
        row.append(pins[receipt.key].map { $0.note.isEmpty ? "yes" : $0.note } ?? "")
      }
      table.append(row)
    }
    Terminal.standardOutput.write(table.lines.joined(separator: "\n") + "\n")
    Terminal.standardOutput.writeLine(summary(receipts))
  }

  /// What the receipts name, each object once; no object is looked at.
  private func summary(_ receipts: [Receipt]) -> String {
    var sizes: [Digest: Int] = [:]
    for output in receipts.lazy.flatMap(\.outputs.values) {
      sizes[output.digest] = output.byteCount
    }
    return "\(receipts.count == 1 ? "1 result" : "\(receipts.count) results"), "
      + "\(sizes.count) objects, \(Quantity.bytes(sizes.values.reduce(0, +)))"
  }
}

extension Receipt {
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

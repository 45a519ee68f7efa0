import ArgumentParser
import Artifacts

/// `pipe cache verify`: recomputes every digest.
struct CacheVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Recompute every digest; move what is damaged aside, so that the next run makes it again.",
    discussion: """
      In a store that cannot be written, what is damaged is only named. Leaves with 4 if there is damage.

      Examples:
        pipe cache verify
        pipe cache verify --json | jq .corrupt
      """)

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try open()
    let report = try store.verify()
    if json {
      try JSONOutput.print(
        "pipe.cache.verify/1",
        [
          "objects": .integer(Int64(report.objectCount)),
          "receipts": .integer(Int64(report.receiptCount)),
          "bytes": .integer(Int64(report.byteCount)),
          "corrupt": .array(
            report.corruptObjects.map { .string($0.digest.hex) }
              + report.corruptReceipts.map { .string($0.hex) }),
          "incomplete": .array(report.incompleteReceipts.map { .string($0.stage) }),
          "quarantined": .bool(!store.isReadOnly),
          "stray": .array(report.strayFiles.map { .string($0.string) }),
        ])
    } else {
      for line in lines(report, store) { Terminal.standardOutput.writeLine(line) }
    }
    if !report.isSound { throw ExitCode(Failure.Code.corruption.rawValue) }
  }

  private func open() throws -> Store {
    do {
      return try storeOptions.openExisting(readOnly: false)
    } catch StoreError.notWritable {
      return try storeOptions.openExisting()
    }
  }

  private func lines(_ report: VerifyReport, _ store: Store) -> [String] {
    report.corruptObjects.map { "corrupt     object \($0.digest.short): \($0.reason)" }
      + report.corruptReceipts.map { "corrupt     receipt \($0.short)" }
      + report.incompleteReceipts.map {
        "incomplete  \($0.stage) lacks \($0.missing.joined(separator: ", ")); it will run again"
      }
      + report.strayFiles.map { "stray       \($0) does not belong here" }
      + [
        "\(report.objectCount) objects and \(report.receiptCount) receipts checked, "
          + "\(Quantity.bytes(report.byteCount)): "
          + (report.isSound
            ? "sound"
            : store.isReadOnly
              ? "damage found; the store cannot be written, it stays"
              : "damage found and moved to quarantine")
      ]
  }
}

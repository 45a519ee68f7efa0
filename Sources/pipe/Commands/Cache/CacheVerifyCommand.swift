import ArgumentParser
import Artifacts

/// `pipe cache verify`: recomputes every digest.
struct CacheVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Recompute every digest; move what is damaged aside, so that the next run makes it again.",
    discussion: """
      Leaves with 4 if anything is damaged.

      Examples:
        pipe cache verify
        pipe cache verify --store /shared/store --json
      """)

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try storeOptions.openExisting(readOnly: false)
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
          "stray": .array(report.strayFiles.map { .string($0.string) }),
        ])
    } else {
      for line in lines(report) { Terminal.standardOutput.writeLine(line) }
    }
    if !report.isSound { throw ExitCode(Failure.Code.corruption.rawValue) }
  }

  private func lines(_ report: VerifyReport) -> [String] {
    report.corruptObjects.map { "corrupt     object \($0.digest.short): \($0.reason)" }
      + report.corruptReceipts.map { "corrupt     receipt \($0.short)" }
      + report.incompleteReceipts.map {
        "incomplete  \($0.stage) lacks \($0.missing.joined(separator: ", ")); it will run again"
      }
      + report.strayFiles.map { "stray       \($0) does not belong here" }
      + [
        "\(report.objectCount) objects and \(report.receiptCount) receipts checked, "
          + "\(Quantity.bytes(report.byteCount)): "
          + (report.isSound ? "sound" : "damage found and moved to quarantine")
      ]
  }
}

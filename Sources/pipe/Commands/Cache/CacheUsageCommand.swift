import ArgumentParser
import Artifacts

/// `pipe cache du`: what takes the space.
struct CacheUsageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "du", abstract: "Show what takes the space in the store.",
    discussion: """
      SIZE counts each file once, however many results share it; ALONE is what no result of another
      group uses, and what would become free without this one.

      Examples:
        pipe cache du
        pipe cache du --by stage
      """)

  @Option(help: "What to sum over: pipeline, kind or stage.")
  var by = StoreUsage.Grouping.pipeline

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try storeOptions.openExisting()
    let usage = StoreUsage(try store.inventory(), by: by)
    let disk = try store.diskUsage()
    if json {
      try JSONOutput.print("pipe.cache.du/1", document(usage, disk))
      return
    }
    var table = TextTable(
      header: [by.rawValue.uppercased(), "RESULTS", "SIZE", "ALONE"], rightAligned: [1, 2, 3])
    for group in usage.groups {
      table.append([
        group.name, "\(group.resultCount)", Quantity.bytes(group.byteCount),
        Quantity.bytes(group.ownByteCount),
      ])
    }
    for line in table.lines { Terminal.standardOutput.writeLine(line) }
    Terminal.standardOutput.writeLine(
      "all objects \(Quantity.bytes(usage.objectBytes))"
        + (usage.unreferencedBytes > 0
          ? ", \(Quantity.bytes(usage.unreferencedBytes)) of them named by no result" : ""))
    let folders = disk.folders.filter { $0.value > 0 }
      .map { "\($0.name) \(Quantity.bytes($0.value))" }
    Terminal.standardOutput.writeLine(
      "on the disk \(Quantity.bytes(disk.total)): \(folders.joined(separator: ", "))")
  }

  private func document(_ usage: StoreUsage, _ disk: DiskUsage) -> JSONObject {
    [
      "by": .string(by.rawValue),
      "groups": .array(
        usage.groups.map {
          [
            "name": .string($0.name), "results": .integer(Int64($0.resultCount)),
            "bytes": .integer(Int64($0.byteCount)),
            "ownBytes": .integer(Int64($0.ownByteCount)),
          ]
        }),
      "objectBytes": .integer(Int64(usage.objectBytes)),
      "unreferencedBytes": .integer(Int64(usage.unreferencedBytes)),
      "diskBytes": .object(disk.folders.mapValues { .integer(Int64($0)) }),
    ]
  }
}

extension StoreUsage.Grouping: ExpressibleByArgument {}

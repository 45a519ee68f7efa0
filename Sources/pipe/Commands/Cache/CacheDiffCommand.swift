import ArgumentParser
import Artifacts

/// `pipe cache diff`: where two results differ.
struct CacheDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two results, or all results of two runs; leave with 1 if they differ.",
    discussion: """
      Shows for each tensor how many elements differ and by how much, and the first of them; for a figure
      how many pixels, and where; for a table the first place. Every NaN equals every other.

      Examples:
        pipe cache diff 'net[p=0]' 'net[p=0.5]'
        pipe cache diff 1f3a9c 77b0e2                  keys or digests
        pipe cache diff 20261121T0959 20261122T1001    two runs, stage by stage
      """)

  @Argument(help: CacheSearch.helpWithRuns, completion: .results)
  var left: String

  @Argument(help: "The same.", completion: .results)
  var right: String

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try storeOptions.openExisting()
    let search = try CacheSearch(store)
    let report = try DifferenceReport(
      ComparedSide(left, search, store), ComparedSide(right, search, store), in: store)
    if json {
      try JSONOutput.print("pipe.cache.diff/1", report.document)
    } else {
      for line in report.lines { Terminal.standardOutput.writeLine(line) }
    }
    if !report.isEqual { throw ExitCode(1) }
  }
}

/// What one of the two names selects: outputs by a label that the other side may have too.
struct ComparedSide {
  let name: String
  private(set) var outputs: NameTable<Receipt.Output> = [:]

  /// - Throws: `ValidationError` if the name selects nothing, or several runs.
  init(_ name: String, _ search: CacheSearch, _ store: Store) throws {
    self.name = name
    if let run = try search.run(named: name) {
      for receipt in search.receipts(of: run) { add(receipt, withStage: true) }
      return
    }
    let receipts = try search.receipts(named: name)
    let objects = receipts.flatMap { $0.outputs }.filter { $0.value.digest.hex.hasPrefix(name) }
    if let first = objects.first {
      guard objects.allSatisfy({ $0.value.digest == first.value.digest }) else {
        throw ValidationError("several objects have a digest that starts with '\(name)'")
      }
      outputs[first.name] = first.value
      return
    }
    for receipt in receipts { add(receipt, withStage: receipts.count > 1) }
  }

  private mutating func add(_ receipt: Receipt, withStage: Bool) {
    for (name, output) in receipt.outputs {
      outputs[withStage ? "\(receipt.provenance.stage)/\(name)" : name] = output
    }
  }
}

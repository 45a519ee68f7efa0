import ArgumentParser
import Artifacts

/// `pipe cache gc`: removes what nothing needs.
struct CacheCollectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc",
    abstract: "Show what nothing needs any more; remove it with --yes.",
    discussion: """
      Kept are: the results of the latest complete run of each pipeline and profile, and of runs since;
      what is pinned; what running processes use; and whatever these results consist of. Results that no
      run has recorded, because it was killed, and checkpoints are kept for seven days, records and logs
      of other runs and damaged files for thirty, records of runs that found everything done for one.

      Examples:
        pipe cache gc                          what would go, and why
        pipe cache gc --yes
        pipe cache gc --older-than 30d --yes   only what was not used for 30 days
        pipe cache gc --max-size 2G --yes      only until 2 GB are left, least recently used first
        pipe cache gc --keep-runs 0 --yes      everything that is neither pinned nor in use
      """)

  @Flag(
    name: [.customLong("yes"), .customLong("delete")],
    help: "Remove it, instead of only showing what would go.")
  var isDeleting = false

  @Option(
    name: .customLong("keep-runs"),
    help: ArgumentHelp("Runs of each pipeline and profile to keep.", valueName: "n"))
  var keptRuns = 1

  @Option(
    name: .customLong("max-size"),
    help: ArgumentHelp(
      "Go on only until the objects take no more than this: 500M, 2G, 2GiB.", valueName: "size"))
  var maximalSize: ByteCount?

  @Option(
    name: .customLong("older-than"),
    help: ArgumentHelp("Only what was not used for so long: 12h, 30d, 2w.", valueName: "age"))
  var minimalAge: Age?

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard keptRuns >= 0 else { throw ValidationError("--keep-runs takes a number from 0 on") }
  }

  func run() throws {
    var policy = CollectionPolicy()
    policy.keptRuns = keptRuns
    policy.maximalBytes = maximalSize?.bytes
    if let minimalAge { policy.minimalAge = minimalAge.milliseconds }
    let store = try storeOptions.openExisting(readOnly: !isDeleting)
    let plan = try isDeleting ? store.collect(policy) : store.collectionPlan(policy)
    for warning in store.takeWarnings() {
      Terminal.standardError.writeLine("warning: \(warning)")
    }
    let report = CollectionReport(plan: plan, policy: policy, wasCarriedOut: isDeleting)
    if json {
      try JSONOutput.print("pipe.cache.gc/1", report.document)
      return
    }
    for line in report.lines { Terminal.standardOutput.writeLine(line) }
    if let hint = report.hint { Terminal.standardError.writeLine(hint) }
  }
}

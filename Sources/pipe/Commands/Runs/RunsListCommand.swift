import ArgumentParser
import Artifacts
import Pipelines

/// `pipe runs ls`: the runs that the store remembers.
struct RunsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls", abstract: "List the runs, newest first.",
    discussion: """
      Examples:
        pipe runs ls
        pipe runs ls --limit 5
        pipe runs ls --json | jq '.runs[] | select(.state == "failed") | .id'
      """)

  @OptionGroup var storeOptions: StoreOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("How many at most.", valueName: "n"))
  var limit = 20

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes a number from 1, not \(limit)") }
  }

  func run() throws {
    let runs = try storeOptions.openExisting().runs(newest: limit).reversed()
    if json {
      try JSONOutput.print(
        "pipe.runs.ls/1", ["runs": .array(runs.map { .object($0.summary) })])
      return
    }
    var table = TextTable(
      header: ["ID", "PIPELINE", "PROFILE", "STATE", "RUN", "REUSED", "FAILED", "TIME", "STARTED"],
      rightAligned: [4, 5, 6, 7])
    for run in runs {
      table.append([
        run.id, run.pipelineName, run.profile ?? "", run.state, "\(run.count("executed"))",
        "\(run.count("reused"))", "\(run.count("failed"))",
        run.seconds.map(Quantity.seconds) ?? "", "\(run.started)",
      ])
    }
    for line in table.lines { Terminal.standardOutput.writeLine(line) }
  }
}

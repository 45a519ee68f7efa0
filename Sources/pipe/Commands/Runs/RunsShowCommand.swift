import ArgumentParser
import Artifacts
import Pipelines

/// `pipe runs show`: one run, stage by stage.
struct RunsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what a run did, stage by stage.",
    discussion: """
      Examples:
        pipe runs show                   the last run
        pipe runs show 20261121T0959     the start of an id is enough
      """)

  @Argument(help: "The start of a run's id; default: the last run.", completion: .runs)
  var id: String?

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let run = try find(in: storeOptions.openExisting())
    if json {
      var members = run.summary
      members["stages"] = .array(run.stages.map { $0.json() })
      members["reusedStages"] = .array(run.reusedStages.map(JSONValue.string))
      try JSONOutput.print("pipe.runs.show/1", members)
      return
    }
    for line in lines(run) { Terminal.standardOutput.writeLine(line) }
  }

  private func find(in store: Store) throws -> RunRecord {
    guard let id else {
      guard let last = try store.runs(newest: 1).last else {
        throw ValidationError("the store \(store.root) remembers no run")
      }
      return last
    }
    let found = try store.runs().filter { $0.id.hasPrefix(id) }
    guard let first = found.first, found.count == 1 else {
      throw ValidationError(
        found.isEmpty
          ? "the store \(store.root) remembers no run '\(id)'; see pipe runs ls"
          : "'\(id)' is the start of \(found.count) runs, such as \(found[0].id) and \(found[1].id)"
      )
    }
    return first
  }

  private func lines(_ run: RunRecord) -> [String] {
    var lines = [
      "run        \(run.id), \(run.state)",
      "pipeline   \(run.pipeline)" + (run.profile.map { ", profile \($0)" } ?? ""),
      "started    \(run.started)" + (run.seconds.map { ", took \(Quantity.seconds($0))" } ?? ""),
    ]
    if run.finished == nil {
      lines.append("           it is running, or was killed; pipe log STAGE shows how far it got")
    }
    if !run.stages.isEmpty {
      var table = TextTable(
        header: ["OUTCOME", "STAGE", "KIND", "TIME", "THREADS", "MEMORY", "WHY"],
        rightAligned: [3, 4, 5])
      for stage in run.stages {
        table.append([
          stage.outcome, stage.stage, stage.kind, stage.seconds.map(Quantity.seconds) ?? "",
          stage.threads.map(String.init) ?? "", memory(stage), stage.message ?? "",
        ])
      }
      lines += table.lines
    }
    if !run.reusedStages.isEmpty {
      lines.append("reused     \(run.reusedStages.joined(separator: ", "))")
    }
    return lines
  }

  /// The peak, marked where it was that of several stages together.
  private func memory(_ stage: StageRecord) -> String {
    guard let bytes = stage.memoryBytes else { return "" }
    let share = stage.stagesAtOnce > 1 ? " for \(stage.stagesAtOnce)" : ""
    return Quantity.bytes(Int(clamping: bytes)) + share
  }
}

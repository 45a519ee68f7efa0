import ArgumentParser
import Artifacts

/// `pipe runs`: what was run, and what it did.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "Show what was run, and what each run did.",
    subcommands: [RunsListCommand.self, RunsShowCommand.self],
    defaultSubcommand: RunsListCommand.self)
}

extension RunRecord {
  /// How it went in one word.
  var state: String {
    // A run that was killed cannot say so.
    guard finished != nil else { return "unfinished" }
    if details["stopped"]?.boolValue == true { return "stopped" }
    return count("failed") > 0 ? "failed" : "done"
  }

  /// A number that the record holds, 0 if it does not.
  func count(_ name: String) -> Int { Int(clamping: details[name]?.integerValue ?? 0) }

  var seconds: Double? { details["seconds"]?.doubleValue }

  /// The record without its stages, for `--json`.
  var summary: JSONObject {
    [
      "id": .string(id), "pipeline": .string(pipelineName), "file": .string(pipeline),
      "profile": profile.map(JSONValue.string) ?? .null,
      "started": .string("\(started)"),
      "finished": finished.map { .string("\($0)") } ?? .null,
      "state": .string(state),
      "executed": .integer(Int64(count("executed"))), "reused": .integer(Int64(count("reused"))),
      "failed": .integer(Int64(count("failed"))), "skipped": .integer(Int64(count("skipped"))),
      "seconds": seconds.map(JSONValue.number) ?? .null,
    ]
  }
}

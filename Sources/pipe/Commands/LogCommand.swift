import ArgumentParser
import Artifacts
import Pipelines
import SystemPackage

/// `pipe log`: how the last execution of a stage went.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Show the log of a stage's last execution.",
    discussion: """
      Examples:
        pipe log 'dropout[p=0.5]'                               the last one in the store
        pipe log pipelines/mnist_dropout.json 'dropout[p=0.5]'  of this pipeline
        pipe log figureA10 --run 20261121T0959                  in a run, see pipe runs ls
        pipe log figureA10 --json | jq -r .message

      A stage that runs at this moment has a log too; so has one that failed or was killed.
      """)

  @Argument(
    help: ArgumentHelp("A stage, after its pipeline file if that matters.", valueName: "stage"),
    completion: .results)
  var names: [String]

  @OptionGroup var storeOptions: StoreOptions

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("Only this run: the start of its id.", valueName: "id"),
    completion: .runs)
  var runPrefix: String?

  @Flag(help: "Print the lines of JSON as they are.")
  var json = false

  func validate() throws {
    guard names.count <= 2 else {
      throw ValidationError("pipe log takes a stage, or a pipeline file and a stage")
    }
  }

  func run() throws {
    let store = try storeOptions.openExisting()
    let search = LogSearch(
      stage: names[names.count - 1],
      pipeline: names.count == 2 ? FilePath(names[0]).stem : nil, runPrefix: runPrefix)
    let log = try search.newest(in: store)
    for line in try store.lines(of: log) {
      Terminal.standardOutput.writeLine(json ? try line.canonicalText() : LogLine(line).text)
    }
  }
}

/// Finds logs by what a person types.
struct LogSearch {
  let stage: String
  /// The name of a pipeline; nil for any.
  let pipeline: String?
  let runPrefix: String?

  /// - Throws: `ValidationError` if there is none, or if the name fits several cells of a run.
  func newest(in store: Store) throws -> StoredLog {
    for run in try store.runsWithLogs().reversed() where run.hasPrefix(runPrefix ?? "") {
      let found = try store.logs(ofRun: run).compactMap { log in
        try store.firstLine(of: log).flatMap(LogHeader.init).map { (log: log, header: $0) }
      }
      .filter { pipeline == nil || $0.header.pipeline == pipeline }
      if let exact = found.filter({ $0.header.stage == stage }).max(by: {
        $0.header.started < $1.header.started
      }) {
        return exact.log
      }
      let cells = found.filter { $0.header.stage.hasPrefix("\(stage)[") }
      if cells.count == 1 { return cells[0].log }
      if cells.count > 1 {
        let names = cells.map { "  \($0.header.stage)" }.sorted().joined(separator: "\n")
        throw ValidationError("'\(stage)' has several cells; name one of\n\(names)")
      }
    }
    throw ValidationError(
      "the store has no log of a stage '\(stage)'\(pipeline.map { " of '\($0)'" } ?? ""); "
        + "stages that were found done leave none, see pipe runs ls")
  }
}

/// A line of a log in words.
struct LogLine {
  private let line: JSONValue

  init(_ line: JSONValue) { self.line = line }

  /// The time of day in UTC, and what happened.
  var text: String {
    let time = line["time"]?.stringValue.map { $0.dropFirst(11).prefix(12) } ?? ""
    return "\(time)  \(what)"
  }

  private func string(_ name: String) -> String { line[name]?.stringValue ?? "" }

  private var what: String {
    switch string("event") {
    case "started":
      let threads = line["threads"]?.integerValue ?? 1
      return "started  \(string("stage")) (\(string("kind"))) of \(string("pipeline")), "
        + "run \(string("run")), key \(string("key").prefix(12)), "
        + (threads == 1 ? "1 thread" : "\(threads) threads")
    case "progress":
      let percent = Int((line["fraction"]?.doubleValue ?? 0) * 100)
      return "\(percent) %  \(string("message"))"
    case "finished": return "finished in \(Quantity.seconds(line["seconds"]?.doubleValue ?? 0))"
    case "failed": return "failed: \(string("message"))"
    case "stopped": return "stopped"
    case "warning": return "warning: \(string("text"))"
    case "output": return string("text")
    default: return (try? line.canonicalText()) ?? ""
    }
  }
}

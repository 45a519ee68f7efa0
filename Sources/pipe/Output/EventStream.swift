import Artifacts
import Pipelines
import Synchronization
import SystemPackage

/// The events of runs as lines of JSON, for programs that watch. docs/running.md describes them.
final class EventStream: Sendable {
  static let schema = "pipe.events/1"

  private struct State {
    var sequence: Int64 = 0
    var lastProgress: [String: ContinuousClock.Instant] = [:]
  }

  private let file: FileDescriptor
  private let state = Mutex(State())

  /// - Parameter name: of a file, which is made or emptied, or `-` for standard output.
  /// - Throws: `FileError`.
  init(_ name: String) throws {
    if name == "-" {
      file = .standardOutput
      return
    }
    do {
      file = try FileDescriptor.open(
        FilePath(name), .writeOnly, options: [.create, .truncate, .closeOnExec],
        permissions: [.ownerReadWrite, .groupReadWrite, .otherReadWrite])
    } catch let code as Errno {
      throw FileError("write the events to", FilePath(name), code)
    }
  }

  deinit {
    if file != .standardOutput { try? file.close() }
  }

  func write(_ event: RunEvent) {
    state.withLock { state in
      guard isDue(event, &state) else { return }
      state.sequence += 1
      var members = event.json
      members["schema"] = .string(Self.schema)
      members["sequence"] = .integer(state.sequence)
      members["time"] = .string("\(Timestamp.now())")
      if let text = try? JSONValue.object(members).canonicalText() {
        Terminal(descriptor: file.rawValue).writeLine(text)
      }
    }
  }

  /// Progress of one stage comes at most ten times a second.
  private func isDue(_ event: RunEvent, _ state: inout State) -> Bool {
    if case .pulse = event { return false }
    guard case .progress(let cell, _) = event else { return true }
    let now = ContinuousClock.now
    if let last = state.lastProgress[cell.name], last.duration(to: now) < .milliseconds(100) {
      return false
    }
    state.lastProgress[cell.name] = now
    return true
  }
}

extension RunEvent {
  /// The members of the event's line, without those that every line has.
  var json: JSONObject {
    switch self {
    case .started(let pipeline, let sources, let cells):
      return [
        "event": "run-started", "pipeline": .string(pipeline.name),
        "file": .string(pipeline.file),
        "profile": pipeline.profile.map(JSONValue.string) ?? .null,
        "stages": .array(cells.map { .string(pipeline[$0].name) }),
        "data": .array(sources.map { .string($0.summary) }),
      ]
    case .reused(let cell, let receipt):
      return line(
        "stage-reused", cell,
        ["key": .string(receipt.key.hex), "outputs": .object(receipt.digests)])
    case .stageStarted(let cell, let key, let threads):
      return line(
        "stage-started", cell,
        ["key": .string(key.hex), "threads": .integer(Int64(threads))])
    case .waitingForLock(let cell): return line("stage-waiting", cell)
    case .progress(let cell, let progress): return line("stage-progress", cell, progress.json)
    case .message(let cell, let message):
      return line(
        "stage-message", cell,
        ["level": .string(message.level.rawValue), "text": .string(message.text)])
    case .stageFinished(let cell, let receipt, let seconds):
      return line(
        "stage-finished", cell,
        [
          "key": .string(receipt.key.hex), "outputs": .object(receipt.digests),
          "seconds": .number(seconds),
        ])
    case .stageFailed(let cell, let message):
      return line("stage-failed", cell, ["message": .string(message)])
    case .retrying(let cell, let message, let pause):
      return line(
        "stage-retrying", cell,
        ["message": .string(message), "pauseSeconds": .number(pause)])
    case .repairing(let cell, let reason):
      return line("stage-repairing", cell, ["reason": .string(reason)])
    case .skipped(let cell, let reason):
      return line("stage-skipped", cell, ["reason": .string(reason)])
    case .stopping(let running):
      return ["event": "run-stopping", "running": .integer(Int64(running))]
    case .pulse: return [:]
    case .finished(let summary):
      return [
        "event": "run-finished", "executed": .integer(Int64(summary.executed)),
        "reused": .integer(Int64(summary.reused)), "failed": .integer(Int64(summary.failed)),
        "skipped": .integer(Int64(summary.skipped)), "seconds": .number(summary.seconds),
        "stopped": .bool(summary.wasCancelled),
      ]
    }
  }

  private func line(_ event: String, _ cell: Cell, _ more: JSONObject = [:]) -> JSONObject {
    var members = more
    members["event"] = .string(event)
    members["stage"] = .string(cell.name)
    return members
  }
}

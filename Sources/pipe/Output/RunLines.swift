import Pipelines

/// The lines of a run that stay: a header, a line for every stage that did not just find its result
/// there, and a summary. Pure functions of events and progress.
struct RunLines {
  /// Marks a text with a style, or leaves it as it is.
  let styled: @Sendable (String, Terminal.Style) -> String
  /// What else could be run; for the header.
  var outlooks: [ProfileOutlook] = []

  func lines(_ event: RunEvent, _ progress: RunProgress) -> [String] {
    switch event {
    case .started(let pipeline, let sources, _): header(pipeline, sources)
    case .waitingForLock(let cell): ["waiting  \(cell.name): another process is making it"]
    case .stageFinished(let cell, _, let seconds):
      [
        "\(counter(progress)) \(styled("done", .green))     \(cell.name)  \(Quantity.seconds(seconds))"
      ]
    case .stageFailed(let cell, let message):
      [
        "\(counter(progress)) \(styled("failed", .red))   \(cell.name)",
        "error: \(message)",
      ]
    case .message(let cell, let message):
      message.level == .warning
        ? ["\(styled("warning", .yellow)): \(cell.name): \(message.text)"] : []
    case .retrying(let cell, let message, let pause):
      ["\(styled("retry", .yellow))    \(cell.name) in \(Quantity.seconds(pause)): \(message)"]
    case .repairing(let cell, let reason):
      ["\(styled("repair", .yellow))   \(cell.name): \(reason)"]
    case .skipped(let cell, let reason):
      ["\(counter(progress)) skipped  \(cell.name): \(reason)"]
    case .stopping(let running): [stopping(running)]
    case .finished(let summary): [self.summary(summary)]
    case .reused, .stageStarted, .progress, .pulse: []
    }
  }

  /// How a stage is getting on, where lines cannot be redrawn.
  func line(_ stage: RunProgress.Stage, at now: Duration) -> String {
    let percent = Int(min(1, max(0, stage.progress.fraction)) * 100)
    var parts = ["running  \(stage.cell.name)", "\(percent) %"]
    if !stage.progress.message.isEmpty { parts.append(stage.progress.message) }
    if let left = stage.secondsLeft(at: now) { parts.append("\(Quantity.seconds(left)) left") }
    return parts.joined(separator: "  ")
  }

  private func header(_ pipeline: Pipeline, _ sources: [DataSource]) -> [String] {
    var lines = [styled(pipeline.title, .bold)]
    if let profile = pipeline.profile { lines.append("profile  \(profile)") }
    lines += outlooks.map { "         \($0.text)" }
    for source in sources {
      lines.append("data     \(source.summary)")
      if let notice = source.notice { lines.append("notice   \(styled(notice, .yellow))") }
    }
    return lines
  }

  private func counter(_ progress: RunProgress) -> String {
    let total = String(progress.total)
    let settled = String(progress.settled)
    return
      "[\(String(repeating: " ", count: max(0, total.count - settled.count)))\(settled)/\(total)]"
  }

  private func stopping(_ running: Int) -> String {
    let what =
      switch running {
      case 0: "nothing runs"
      case 1: "one running stage comes to a safe end"
      default: "\(running) running stages come to a safe end"
      }
    return "stopping: \(what); once more leaves at once"
  }

  private func summary(_ summary: RunSummary) -> String {
    var parts = ["\(summary.executed) run", "\(summary.reused) reused"]
    if summary.failed > 0 { parts.append("\(summary.failed) failed") }
    if summary.skipped > 0 { parts.append("\(summary.skipped) skipped") }
    let stages = summary.executed + summary.reused + summary.failed + summary.skipped
    return "\(stages) stage\(stages == 1 ? "" : "s"): \(parts.joined(separator: ", ")); "
      + Quantity.seconds(summary.seconds)
      + (summary.wasCancelled ? "; stopped, run again to go on" : "")
  }
}

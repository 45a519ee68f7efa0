import Artifacts
import Pipelines
import Synchronization

/// Shows a run on the error stream: redrawn in place for a person, plain lines otherwise.
final class RunDisplay: Sendable {
  private struct State {
    var settled = 0
    var total = 0
    var reused = 0
    var stage: (name: String, start: ContinuousClock.Instant)?
    var lastDrawn: ContinuousClock.Instant?
    /// The start of the measurement of a rate: work done before a resumed stage began is not ours.
    var firstAmount: (amount: Double, at: ContinuousClock.Instant)?
    var isLineOpen = false
  }

  private let terminal: Terminal
  private let isQuiet: Bool
  private let state = Mutex(State())
  private let clock = ContinuousClock()

  init(_ terminal: Terminal = .standardError, isQuiet: Bool = false) {
    self.terminal = terminal
    self.isQuiet = isQuiet
  }

  func show(_ event: RunEvent) {
    switch event {
    // A failure is never kept quiet.
    case .stageFailed(_, let message) where isQuiet: terminal.writeLine("error: \(message)")
    case _ where isQuiet: break
    default: state.withLock { handle(event, &$0) }
    }
  }

  private func handle(_ event: RunEvent, _ state: inout State) {
    switch event {
    case .started(let pipeline, let sources):
      state.total = pipeline.cells.count
      for line in header(pipeline, sources) { terminal.writeLine(line) }
    case .reused:
      state.settled += 1
      state.reused += 1
    case .stageStarted(let cell, _, _):
      state.stage = (cell.name, clock.now)
      state.firstAmount = nil
      state.lastDrawn = nil
      if terminal.isInteractive { draw(StageProgress(fraction: 0, message: ""), &state) }
    case .waitingForLock(let cell):
      write("waiting  \(cell.name): another process is making it", &state)
    case .progress(_, let progress):
      if terminal.isInteractive { draw(progress, &state) }
    case .stageFinished(let cell, _, let seconds):
      state.settled += 1
      let mark = terminal.styled("done", .green)
      write(
        "\(counter(state)) \(mark)     \(cell.name)  \(Quantity.seconds(seconds))", &state)
    case .stageFailed(let cell, let message):
      state.settled += 1
      write("\(counter(state)) \(terminal.styled("failed", .red))   \(cell.name)", &state)
      write("error: \(message)", &state)
    case .repairing(let cell, let reason):
      write("\(terminal.styled("repair", .yellow)) \(cell.name): \(reason)", &state)
    case .retrying(let cell, let message, let pause):
      write(
        "\(terminal.styled("retry", .yellow))  \(cell.name) in \(Quantity.seconds(pause)): \(message)",
        &state)
    case .stopping(let running):
      write("stopping \(running) running stages; once more leaves at once", &state)
    case .skipped(let cell, let reason):
      state.settled += 1
      write("\(counter(state)) skipped  \(cell.name): \(reason)", &state)
    case .finished(let summary):
      write(self.summary(summary), &state)
    }
  }

  private func header(_ pipeline: Pipeline, _ sources: [DataSource]) -> [String] {
    var lines = [terminal.styled(pipeline.title, .bold)]
    if let profile = pipeline.profile {
      let others = pipeline.profiles.filter { $0 != profile }.map { "--profile \($0)" }
      let alternative =
        others.isEmpty ? "" : " (also: \(others.joined(separator: ", ")))"
      lines.append("profile  \(profile)\(alternative)")
    }
    for source in sources {
      lines.append("data     \(source.summary)")
      if let notice = source.notice {
        lines.append("notice   \(terminal.styled(notice, .yellow))")
      }
    }
    return lines
  }

  private func counter(_ state: State) -> String {
    let width = String(state.total).count
    let settled = String(state.settled)
    return "[\(String(repeating: " ", count: max(0, width - settled.count)))\(settled)"
      + "/\(state.total)]"
  }

  /// Draws the running stage over its last line, at most ten times a second.
  private func draw(_ progress: StageProgress, _ state: inout State) {
    let now = clock.now
    if let last = state.lastDrawn, last.duration(to: now) < .milliseconds(100) { return }
    state.lastDrawn = now
    guard let stage = state.stage else { return }
    var parts = ["\(counter(state)) \(stage.name)", bar(progress.fraction)]
    if !progress.message.isEmpty { parts.append(progress.message) }
    if let amount = progress.amount, let unit = progress.unit {
      let first = state.firstAmount ?? (amount, now)
      state.firstAmount = first
      let seconds = first.at.duration(to: now).seconds
      if seconds > 0.2 { parts.append("\(Int((amount - first.amount) / seconds)) \(unit)/s") }
    }
    let elapsed = stage.start.duration(to: now).seconds
    if progress.fraction > 0.02, elapsed > 1 {
      let left = elapsed * (1 - progress.fraction) / progress.fraction
      parts.append("\(Quantity.seconds(left)) left")
    }
    let line = String(parts.joined(separator: "  ").prefix(max(20, terminal.columns - 1)))
    terminal.write("\r\u{1B}[2K" + line)
    state.isLineOpen = true
  }

  private func bar(_ fraction: Double) -> String {
    let width = 20
    let filled = Int((min(1, max(0, fraction)) * Double(width)).rounded())
    return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
  }

  private func write(_ line: String, _ state: inout State) {
    if state.isLineOpen {
      terminal.write("\r\u{1B}[2K")
      state.isLineOpen = false
    }
    terminal.writeLine(line)
  }

  private func summary(_ summary: RunSummary) -> String {
    var parts = ["\(summary.executed) run", "\(summary.reused) reused"]
    if summary.failed > 0 { parts.append("\(summary.failed) failed") }
    if summary.skipped > 0 { parts.append("\(summary.skipped) skipped") }
    let stages = summary.executed + summary.reused + summary.failed + summary.skipped
    return "\(stages) stages: \(parts.joined(separator: ", ")); "
      + Quantity.seconds(summary.seconds)
      + (summary.wasCancelled ? "; stopped, run again to go on" : "")
  }
}

import Pipelines
import Synchronization

/// Shows a run on the error stream: lines that stay, and on a terminal below them a few that are
/// drawn anew as the run goes on.
final class RunDisplay: Sendable {
  private struct State {
    var progress = RunProgress()
    var frame = LiveFrame()
    var start = ContinuousClock.now
    var lastDrawn: ContinuousClock.Instant?
    /// When a stage was last told of in a line that stays.
    var lastTold: [Cell.ID: Duration] = [:]
    var run: (pipeline: Pipeline, cells: [Cell.ID])?
  }

  private let terminal: Terminal
  private let isQuiet: Bool
  private let threads: Int
  private let history: @Sendable () -> RunHistory
  private let lines: RunLines
  private let state = Mutex(State())

  /// - Parameters:
  ///   - outlooks: on the profiles that were not asked for.
  ///   - threads: of the run, and `history`, what earlier runs measured, to guess how long it takes.
  init(
    _ terminal: Terminal = .standardError, isQuiet: Bool = false, outlooks: [ProfileOutlook] = [],
    threads: Int,
    history: @escaping @Sendable () -> RunHistory
  ) {
    self.terminal = terminal
    self.isQuiet = isQuiet
    self.threads = threads
    self.history = history
    lines = RunLines(styled: terminal.styled, outlooks: outlooks)
  }

  func show(_ event: RunEvent) {
    switch event {
    // A failure is never kept quiet.
    case .stageFailed(let cell, let message) where isQuiet:
      terminal.writeLine("error: stage '\(cell.name)': \(message)")
    case _ where isQuiet: break
    default: state.withLock { handle(event, &$0) }
    }
  }

  private func handle(_ event: RunEvent, _ state: inout State) {
    if case .started(let pipeline, _, let cells) = event {
      state = State()
      state.run = (pipeline, cells)
    }
    if case .stageStarted = event, let run = state.run {
      // Read only now: a run that has nothing to do needs no guess.
      state.progress.expect(
        RemainingWork(run.pipeline, cells: run.cells, history: history(), threads: threads))
      state.run = nil
    }
    let now = state.start.duration(to: .now)
    state.progress.apply(event, at: now)
    let texts = lines.lines(event, state.progress)
    if terminal.isInteractive {
      var isOver = false
      if case .finished = event { isOver = true }
      redraw(texts, at: now, isOver: isOver, &state)
    } else {
      for text in texts + dueLines(at: now, &state) { terminal.writeLine(text) }
    }
  }

  /// Often enough to seem alive, seldom enough to cost nothing.
  private static let redrawPause = Duration.milliseconds(100)

  private func redraw(_ texts: [String], at now: Duration, isOver: Bool, _ state: inout State) {
    let instant = ContinuousClock.now
    let isDue = state.lastDrawn.map { $0.duration(to: instant) >= Self.redrawPause } ?? true
    guard !texts.isEmpty || isDue else { return }
    let size = terminal.size
    var output = ""
    if !texts.isEmpty {
      output = state.frame.clear(width: size.columns) + texts.map { $0 + "\n" }.joined()
    }
    if !isOver, !state.progress.running.isEmpty {
      let view = LiveView(width: size.columns, height: size.rows)
      output += state.frame.draw(view.lines(state.progress, at: now), width: size.columns)
      state.lastDrawn = instant
    } else {
      output += state.frame.clear(width: size.columns)
    }
    if !output.isEmpty { terminal.write(output) }
  }

  /// A log file is read afterwards: a line now and then shows that a long stage got on.
  private static let tellPause = Duration.seconds(30)

  private func dueLines(at now: Duration, _ state: inout State) -> [String] {
    var texts: [String] = []
    for stage in state.progress.running {
      let last = max(state.lastTold[stage.cell.id] ?? .zero, stage.started)
      guard now - last >= Self.tellPause else { continue }
      state.lastTold[stage.cell.id] = now
      texts.append(lines.line(stage, at: now))
    }
    return texts
  }
}

import Pipelines
import Synchronization

/// Shows on the error stream how the fetching of a data set gets on: in one line that is drawn over
/// itself on a terminal, elsewhere in a line now and then.
final class FetchDisplay: Sendable {
  private struct State {
    var frame = LiveFrame()
    var last: ContinuousClock.Instant?
  }

  private let terminal: Terminal
  private let isQuiet: Bool
  private let state = Mutex(State())

  init(_ terminal: Terminal = .standardError, isQuiet: Bool) {
    self.terminal = terminal
    self.isQuiet = isQuiet
  }

  /// A line that stays.
  func say(_ text: String) {
    guard !isQuiet else { return }
    clear()
    terminal.writeLine(text)
  }

  func show(_ progress: StageProgress) {
    guard !isQuiet else { return }
    let now = ContinuousClock.now
    let pause: Duration = terminal.isInteractive ? .milliseconds(100) : .seconds(10)
    let text = "  \(Int(progress.fraction * 100)) %  \(progress.message)"
    state.withLock { state in
      guard state.last.map({ $0.duration(to: now) >= pause }) ?? true else { return }
      state.last = now
      if terminal.isInteractive {
        let width = terminal.size.columns
        terminal.write(state.frame.draw([TextWidth.cut(text, to: width - 1)], width: width))
      } else {
        terminal.writeLine(text)
      }
    }
  }

  /// Takes the line that is drawn over itself away.
  func clear() {
    state.withLock { state in
      let text = state.frame.clear(width: terminal.size.columns)
      if !text.isEmpty { terminal.write(text) }
    }
  }
}

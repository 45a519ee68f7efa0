import Pipelines

/// The lines at the foot of a terminal while a run goes on: one for the run, one for each running
/// stage. A pure function of the progress, the time and the size of the terminal.
struct LiveView {
  /// Columns and rows of the terminal.
  let width: Int
  let height: Int

  private static let barWidth = 20
  private static let widestName = 36

  func lines(_ progress: RunProgress, at now: Duration) -> [String] {
    // One column stays free: a full line would wrap. One row is the cursor's.
    let columns = max(1, width - 1)
    let rows = max(1, height - 2)
    var shown = progress.running[...]
    var rest = 0
    if shown.count > rows {
      rest = shown.count - max(0, rows - 1)
      shown = shown.prefix(shown.count - rest)
    }
    let nameWidth = min(
      Self.widestName, max(8, columns / 3), shown.map { TextWidth.columns($0.cell.name) }.max() ?? 0
    )
    var lines = [overall(progress, at: now)]
    lines += shown.map { line($0, nameWidth: nameWidth, at: now) }
    if rest > 0 { lines.append("  and \(rest) more") }
    return lines.map { TextWidth.cut($0, to: columns) }
  }

  private func overall(_ progress: RunProgress, at now: Duration) -> String {
    var parts = ["\(bar(progress.fraction)) \(progress.settled)/\(progress.total)"]
    if progress.failed > 0 { parts.append("\(progress.failed) failed") }
    parts.append(Quantity.seconds(now.seconds))
    if progress.isStopping {
      parts.append("stopping; once more leaves at once")
    } else if let left = progress.secondsLeft(at: now), left >= 1 {
      parts.append("about \(Quantity.seconds(left)) left")
    }
    return parts.joined(separator: "  ")
  }

  private func line(_ stage: RunProgress.Stage, nameWidth: Int, at now: Duration) -> String {
    let name = TextWidth.padded(TextWidth.shortened(stage.cell.name, to: nameWidth), to: nameWidth)
    let percent = Int(min(1, max(0, stage.progress.fraction)) * 100)
    var parts = ["  \(name)", "\(TextWidth.padded("", to: percent < 10 ? 1 : 0))\(percent) %"]
    if !stage.progress.message.isEmpty { parts.append(stage.progress.message) }
    if let rate = stage.rate(at: now), let unit = stage.progress.unit {
      parts.append("\(Int(rate.rounded())) \(unit)/s")
    }
    if let left = stage.secondsLeft(at: now) {
      parts.append("\(Quantity.seconds(left)) left")
    } else {
      parts.append(Quantity.seconds((now - stage.started).seconds))
    }
    return parts.joined(separator: "  ")
  }

  private func bar(_ fraction: Double) -> String {
    let filled = Int((min(1, max(0, fraction)) * Double(Self.barWidth)).rounded(.down))
    return String(repeating: "█", count: filled)
      + String(repeating: "░", count: Self.barWidth - filled)
  }
}

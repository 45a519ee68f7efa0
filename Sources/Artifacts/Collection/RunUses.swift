/// Which runs used which results.
struct RunUses {
  /// The latest use of each key that a run has recorded.
  private(set) var last: [StageKey: (time: Timestamp, run: String)] = [:]

  /// Keys that the kept runs used.
  private(set) var kept: Set<StageKey> = []

  /// The kept runs themselves.
  private(set) var keptRuns: Set<String> = []

  /// - Parameters:
  ///   - runs: in the order of their start.
  ///   - count: how many complete runs of each pipeline and profile to keep. Later runs that are not
  ///     complete are kept as well: what they used may be all that there is of some stages.
  init(_ runs: [RunRecord], keeping count: Int) {
    var complete: [String: Int] = [:]
    for run in runs.reversed() {
      let time = run.finished ?? run.started
      for key in run.keys where last[key].map({ $0.time < time }) ?? true {
        last[key] = (time, run.id)
      }
      guard complete[run.series, default: 0] < count else { continue }
      kept.formUnion(run.keys)
      keptRuns.insert(run.id)
      if run.isComplete { complete[run.series, default: 0] += 1 }
    }
  }
}

extension RunRecord {
  /// Runs of which the later ones take the place of the earlier ones: of one pipeline file in one
  /// folder with one profile.
  fileprivate var series: String {
    [details["directory"]?.stringValue ?? "", pipeline, details["profile"]?.stringValue ?? ""]
      .joined(separator: "\0")
  }

  /// It found everything done.
  var wasIdle: Bool { isComplete && details["executed"]?.integerValue == 0 }

  /// Every stage of the pipeline has its result.
  fileprivate var isComplete: Bool {
    guard finished != nil else { return false }
    return details["complete"]?.boolValue ?? ((details["failed"]?.integerValue ?? 0) == 0)
  }
}

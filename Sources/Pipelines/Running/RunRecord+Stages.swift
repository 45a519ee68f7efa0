import Artifacts

extension RunRecord {
  /// The name of the pipeline, and the profile that it ran with.
  public var pipelineName: String { details["name"]?.stringValue ?? pipeline }
  public var profile: String? { details["profile"]?.stringValue }

  /// What the run did with each stage that it did not find done, in the order of the pipeline.
  public var stages: [StageRecord] {
    (details["stages"]?.arrayValue ?? []).compactMap { StageRecord(json: $0) }
  }

  /// The stages whose results were there.
  public var reusedStages: [String] {
    (details["reusedStages"]?.arrayValue ?? []).compactMap(\.stringValue)
  }

  /// A run of a pipeline that begins now.
  init(of pipeline: Pipeline) {
    let now = Timestamp.now()
    self.init(
      id: Self.makeID(at: now), started: now, pipeline: pipeline.file, keys: [],
      details: Self.details(of: pipeline))
  }

  private static func details(of pipeline: Pipeline) -> JSONValue {
    [
      "name": .string(pipeline.name),
      "profile": pipeline.profile.map(JSONValue.string) ?? .null,
      "directory": FileSystem.currentDirectory.map(JSONValue.string) ?? .null,
      "overrides": .array(pipeline.overrides.map { .string($0.text) }),
    ]
  }

  /// Completes the record when the run is over.
  ///
  /// - Parameter keys: of the cells that got so far as to have one.
  mutating func finish(
    _ pipeline: Pipeline, _ outcomes: [CellOutcome], keys: [Cell.ID: StageKey],
    _ summary: RunSummary
  ) {
    finished = .now()
    self.keys = pipeline.cells.compactMap { keys[$0.id] }
    let cells = pipeline.cells.map { (cell: $0, outcome: outcomes[$0.id.index]) }
    details["executed"] = .integer(Int64(summary.executed))
    details["reused"] = .integer(Int64(summary.reused))
    details["failed"] = .integer(Int64(summary.failed))
    details["skipped"] = .integer(Int64(summary.skipped))
    details["complete"] = .bool(outcomes.allSatisfy { $0.receipt != nil })
    details["stopped"] = .bool(summary.wasCancelled)
    details["seconds"] = .number(summary.seconds)
    details["stages"] = .array(
      cells.compactMap { cell, outcome in
        switch outcome {
        case .executed, .failed, .skipped:
          StageRecord(cell, outcome, key: keys[cell.id]).json()
        case .reused, .excluded: nil
        }
      })
    details["reusedStages"] = .array(
      cells.compactMap { cell, outcome in
        if case .reused = outcome { .string(cell.name) } else { nil }
      })
  }
}

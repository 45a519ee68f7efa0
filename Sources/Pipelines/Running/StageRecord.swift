import Artifacts

/// What a run did with one stage, as the record of the run tells it.
public struct StageRecord: Equatable, Sendable {
  public var stage: String
  public var kind: String
  /// `executed`, `reused`, `failed` or `skipped`.
  public var outcome: String
  public var key: StageKey?
  public var seconds: Double?
  public var threads: Int?
  /// The most that the process held meanwhile, and the stages that shared it.
  public var memoryBytes: Int64?
  public var stagesAtOnce: Int
  /// Of the memory, what a program of this stage has held alone.
  public var programBytes: Int64
  /// Why it failed or was skipped.
  public var message: String?

  init(_ cell: Cell, _ outcome: CellOutcome, key: StageKey?) {
    stage = cell.name
    kind = cell.kind.name
    self.outcome = outcome.word
    self.key = key
    stagesAtOnce = 1
    programBytes = 0
    switch outcome {
    case .executed(let receipt, let seconds):
      self.seconds = seconds
      threads = receipt.provenance.threads
      memoryBytes = receipt.provenance.peakMemoryBytes
      stagesAtOnce = Int(receipt.provenance.details["stagesAtOnce"]?.integerValue ?? 1)
      programBytes = receipt.provenance.details["programBytes"]?.integerValue ?? 0
    case .failed(let error): message = "\(error)"
    case .skipped(let reason): message = reason
    case .reused, .excluded: break
    }
  }
}

extension StageRecord {
  /// - Returns: nil if it is not a record of a stage.
  init?(json: JSONValue) {
    guard let stage = json["stage"]?.stringValue, let kind = json["kind"]?.stringValue,
      let outcome = json["outcome"]?.stringValue
    else { return nil }
    self.stage = stage
    self.kind = kind
    self.outcome = outcome
    key = json["key"]?.stringValue.flatMap { StageKey(hex: $0) }
    seconds = json["seconds"]?.doubleValue
    threads = json["threads"]?.integerValue.map { Int(clamping: $0) }
    memoryBytes = json["memoryBytes"]?.integerValue
    stagesAtOnce = Int(clamping: max(1, json["stagesAtOnce"]?.integerValue ?? 1))
    programBytes = max(0, json["programBytes"]?.integerValue ?? 0)
    message = json["message"]?.stringValue
  }

  public func json() -> JSONValue {
    var json: JSONValue = [
      "stage": .string(stage), "kind": .string(kind), "outcome": .string(outcome),
    ]
    json["key"] = key.map { .string($0.hex) }
    json["seconds"] = seconds.map { .number($0) }
    json["threads"] = threads.map { .integer(Int64($0)) }
    json["memoryBytes"] = memoryBytes.map { .integer($0) }
    if stagesAtOnce > 1 { json["stagesAtOnce"] = .integer(Int64(stagesAtOnce)) }
    if programBytes > 0 { json["programBytes"] = .integer(programBytes) }
    json["message"] = message.map { .string($0) }
    return json
  }
}

extension CellOutcome {
  /// The outcome in one word, for records and `--json`.
  public var word: String {
    switch self {
    case .reused: "reused"
    case .executed: "executed"
    case .failed: "failed"
    case .skipped: "skipped"
    case .excluded: "excluded"
    }
  }
}

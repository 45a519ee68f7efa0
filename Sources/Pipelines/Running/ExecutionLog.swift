import Artifacts
import Synchronization

/// What one execution of a stage leaves in its log. Without a log, as on a full disk, it leaves nothing.
final class ExecutionLog: Sendable {
  private let log: StageLog?
  private let lastProgress = Mutex<ContinuousClock.Instant?>(nil)

  init(_ log: StageLog?) { self.log = log }

  func start(_ cell: Cell, of pipeline: Pipeline, run: String, key: StageKey, threads: Int) {
    log?.append(
      "started",
      [
        "schema": .string(LogHeader.schema),
        "stage": .string(cell.name), "kind": .string(cell.kind.name),
        "pipeline": .string(pipeline.name),
        "profile": pipeline.profile.map(JSONValue.string) ?? .null,
        "run": .string(run), "key": .string(key.hex), "threads": .integer(Int64(threads)),
        "parameters": .object(cell.parameters),
      ])
  }

  /// A line every second is enough to see how a stage went.
  private static let progressPause = Duration.seconds(1)

  func add(_ progress: StageProgress) {
    guard let log else { return }
    let now = ContinuousClock.now
    let isDue = lastProgress.withLock { last in
      if let last, last.duration(to: now) < Self.progressPause { return false }
      last = now
      return true
    }
    if isDue { log.append("progress", progress.json) }
  }

  func add(_ message: StageMessage) {
    log?.append(message.level.rawValue, ["text": .string(message.text)])
  }

  func end(_ result: Result<StageExecution.Success, any Error>) {
    switch result {
    case .success(let success):
      log?.append(
        "finished",
        [
          "seconds": .number(success.seconds), "outputs": .object(success.receipt.digests),
        ])
    case .failure(is CancellationError): log?.append("stopped")
    case .failure(let error): log?.append("failed", ["message": .string("\(error)")])
    }
  }
}

/// The first line of a log, which says whose it is.
public struct LogHeader: Sendable {
  public static let schema = "pipe.log/1"

  public let stage: String
  public let pipeline: String
  public let started: String

  /// - Returns: nil if the line is not the first of a log.
  public init?(_ line: JSONValue) {
    guard line["schema"]?.stringValue == Self.schema, let stage = line["stage"]?.stringValue,
      let pipeline = line["pipeline"]?.stringValue, let started = line["time"]?.stringValue
    else { return nil }
    self.stage = stage
    self.pipeline = pipeline
    self.started = started
  }
}

extension StageProgress {
  /// For logs and event streams.
  public var json: JSONObject {
    var members: JSONObject = [
      "fraction": .number(fraction.isFinite ? min(1, max(0, fraction)) : 0),
      "message": .string(message),
    ]
    if let amount, amount.isFinite, let unit {
      members["amount"] = .number(amount)
      members["unit"] = .string(unit)
    }
    return members
  }
}

import Artifacts
import Synchronization

/// One execution of a cell, on a thread of its own: everything from the start to the receipt.
struct StageExecution: Sendable {
  /// How it ended.
  struct Completion: Sendable {
    let cell: Cell.ID
    let result: Result<Success, any Error>
  }

  struct Success: Sendable {
    let receipt: Receipt
    let seconds: Double
  }

  let cell: Cell
  let pipeline: String
  let log: ExecutionLog
  let key: StageKey
  let document: JSONValue
  let context: StageContext
  let toolVersion: String
  let store: Store
  /// Held until the result is in the store.
  let lock: KeyLock
  let company: Company

  func run() -> Completion {
    defer { lock.release() }
    let result = Result { try execute() }
    log.end(result)
    return Completion(cell: cell.id, result: result)
  }

  private func execute() throws -> Success {
    let clock = ContinuousClock()
    let start = clock.now
    let startedAt = Timestamp.now()
    let outputs = try cell.stage.execute(in: context)
    let seconds = start.duration(to: clock.now).seconds
    try checkOutputs(outputs)
    let receipt = try store.commit(
      key: key, document: document, outputs: NameTable(outputs),
      provenance: provenance(startedAt: startedAt, seconds: seconds))
    try store.removePartial(key)
    return Success(receipt: receipt, seconds: seconds)
  }

  private func checkOutputs(_ outputs: [String: Artifact]) throws {
    let expected = cell.kind.outputs.sorted()
    let names = outputs.keys.sorted()
    guard names == expected else {
      throw StageFailure(
        "stage kind '\(cell.kind.name)' made the outputs \(names) but declares \(expected)")
    }
  }

  private func provenance(startedAt: Timestamp, seconds: Double) -> Receipt.Provenance {
    let atOnce = company.mostAtOnce
    let programs = context.programMemory.bytes
    var details: JSONObject = [:]
    if atOnce > 1 { details["stagesAtOnce"] = .integer(Int64(atOnce)) }
    if programs > 0 { details["programBytes"] = .integer(programs) }
    return Receipt.Provenance(
      stage: cell.name, pipeline: pipeline, started: startedAt, durationSeconds: seconds,
      peakMemoryBytes: PeakMemory.bytes.map { $0 + programs },
      threads: context.compute.pool.threads,
      instructionSet: context.compute.kernels.instructionSet.rawValue, toolVersion: toolVersion,
      details: details.isEmpty ? .null : .object(details))
  }

  /// How many stages ran at the same time as one, itself included: its peak memory is theirs too.
  final class Company: Sendable {
    private let most: Atomic<Int>

    init(stages: Int) { most = Atomic(stages) }

    var mostAtOnce: Int { most.load(ordering: .relaxed) }

    func grow(to stages: Int) { most.max(stages, ordering: .relaxed) }
  }
}

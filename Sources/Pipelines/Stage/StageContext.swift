import Artifacts
import SystemPackage
import Tensors

/// What a stage has at hand while it executes.
public struct StageContext: Sendable {
  /// The inputs by slot, in the order of the pipeline file.
  public let inputs: [String: [StageInput]]
  public let environment: PlanningEnvironment
  /// What was identified from outside the store when the stage was planned, and is in its key.
  public let external: ExternalInput?
  /// Kernels and threads; results do not depend on which.
  public let compute: ComputeContext
  /// Where a long stage keeps its state between attempts.
  public let checkpoints: Checkpoints
  /// Tells the user how far the stage is. Cheap: call it as often as there is news.
  public let report: @Sendable (StageProgress) -> Void
  /// Takes what else there is to say, for the log; warnings reach the user at once.
  public let tell: @Sendable (StageMessage) -> Void
  /// Whether the run is to stop; a long stage looks now and then and throws `CancellationError`.
  public let isCancelled: @Sendable () -> Bool
  /// Takes how much memory programs have held that the stage has run.
  public let programMemory = ProgramMemory()

  public init(
    inputs: [String: [StageInput]], environment: PlanningEnvironment, external: ExternalInput?,
    compute: ComputeContext, checkpoints: Checkpoints,
    report: @escaping @Sendable (StageProgress) -> Void,
    tell: @escaping @Sendable (StageMessage) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.inputs = inputs
    self.environment = environment
    self.external = external
    self.compute = compute
    self.checkpoints = checkpoints
    self.report = report
    self.tell = tell
    self.isCancelled = isCancelled
  }

  /// Checks that what was read is what was identified when the stage was planned: a result must
  /// never lie under the key of other data.
  ///
  /// - Throws: `StageFailure` if it is not.
  public func requireUnchanged(_ identity: JSONValue, _ what: String) throws {
    guard external?.identity == identity else {
      throw StageFailure("\(what) changed while the pipeline was running; run it again")
    }
  }

  /// Gives `body` an empty folder, by its absolute path, that goes away afterwards; if the process is
  /// killed, when the store is opened next.
  public func withScratchFolder<Result>(_ body: (FilePath) throws -> Result) throws -> Result {
    try checkpoints.store.withScratchFolder(body)
  }

  /// The single input of a slot that takes exactly one.
  public func input(_ slot: String) -> StageInput {
    guard let input = inputs[slot]?.first else {
      preconditionFailure("the declaration has no slot '\(slot)' that takes one input")
    }
    return input
  }
}

/// The result of an earlier stage as a later one sees it.
public struct StageInput: Sendable {
  /// The cell's name in the file: `networks[p=0.5]`.
  public let cell: String
  public let label: String
  public let bindings: [Binding]
  private let outputs: NameTable<Receipt.Output>
  private let store: Store

  /// - Parameter receipt: of the cell; without one the input has no outputs.
  init(_ source: Cell, _ receipt: Receipt?, store: Store) {
    cell = source.name
    label = source.label
    bindings = source.bindings
    outputs = receipt?.outputs ?? [:]
    self.store = store
  }

  /// Loads an output, and checks its bits against its digest on the way.
  public func load(_ output: String) throws -> Artifact { try store.load(record(of: output)) }

  /// The file of an output, for another program to read; its content has been checked.
  public func lend(_ output: String) throws -> LentFile { try store.lend(record(of: output)) }

  /// Whether a lent file is still what it was. If not, the result is made again by the next run.
  public func takeBack(_ file: LentFile) throws -> Bool { try store.takeBack(file) }

  private func record(of output: String) throws -> Receipt.Output {
    guard let record = outputs[output] else {
      throw StageFailure(
        "the input '\(cell)' has no output '\(output)', only \(outputs.names.joined(separator: ", "))"
      )
    }
    return record
  }

  /// Loads an output that is a bundle of tensors.
  public func bundle(_ output: String) throws -> TensorBundle {
    guard case .tensors(let bundle) = try load(output) else {
      throw StageFailure("the output '\(output)' of '\(cell)' is not a bundle of tensors")
    }
    return bundle
  }

  /// Loads an output that is a JSON table.
  public func table(_ output: String) throws -> JSONValue {
    guard case .table(let table) = try load(output) else {
      throw StageFailure("the output '\(output)' of '\(cell)' is not a table")
    }
    return table
  }

  public var outputNames: [String] { outputs.names }
}

/// How far a stage is.
public struct StageProgress: Sendable {
  /// The share of the work that is done, in [0, 1].
  public var fraction: Double
  /// What there is to tell: "epoch 3/10, loss 0.412".
  public var message: String
  /// Work done so far in the stage's own unit, from which the display derives its rate.
  public var amount: Double?
  public var unit: String?

  public init(
    fraction: Double, message: String, amount: Double? = nil, unit: String? = nil
  ) {
    self.fraction = fraction
    self.message = message
    self.amount = amount
    self.unit = unit
  }
}

/// The checkpoints of one stage, kept under its key and gone when it is done.
public struct Checkpoints: Sendable {
  let store: Store
  let key: StageKey

  /// The last checkpoint that was saved for this key, if it can still be read.
  public func load() throws -> TensorBundle? { try store.loadCheckpoint(key) }

  /// Replaces the checkpoint; the former one stays until the new one is safe on disk.
  public func save(_ bundle: TensorBundle) throws { try store.saveCheckpoint(key, bundle) }
}

/// A stage that cannot be carried out, in words for the user.
public struct StageFailure: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

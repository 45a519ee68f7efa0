import Artifacts
import Tensors

/// Executes cells again from their stored inputs and compares the bits with the stored results.
///
/// Nothing that is stored is used except the inputs, and nothing is written to the store that is
/// checked: checkpoints go to a scratch store and are thrown away, so that no execution can go on
/// from where another one was.
public struct Checker: Sendable {
  private let planner: Planner
  private let scratch: Store
  private let observe: @Sendable (Cell, CheckVariant, CellCheck.Outcome) -> Void
  private let isCancelled: @Sendable () -> Bool

  /// - Parameter scratch: a store of its own, for checkpoints.
  public init(
    planner: Planner, scratch: Store,
    observe: @escaping @Sendable (Cell, CheckVariant, CellCheck.Outcome) -> Void = { _, _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.planner = planner
    self.scratch = scratch
    self.observe = observe
    self.isCancelled = isCancelled
  }

  /// Checks cells, each with the variants that are asked for it.
  ///
  /// The cells are executed once through for each variant, and backwards in every second one, so
  /// that each comes after other work than before.
  ///
  /// - Returns: one check for each cell, in the order given.
  /// - Throws: `ArithmeticError` for a variant that this machine does not have;
  ///   `CancellationError`; what `Planner.plan` throws. The error of a stage is in its check.
  public func check(
    _ pipeline: Pipeline, cells: [Cell.ID], variants: (Receipt) -> [CheckVariant]
  ) throws -> [CellCheck] {
    let plan = try planner.plan(pipeline)
    let externals = try planner.externalInputs(of: pipeline)
    var checks = cells.map { CellCheck(cell: $0, hasResult: plan[$0].receipt != nil) }
    let wanted = cells.map { plan[$0].receipt.map(variants) ?? [] }
    var order: [CheckVariant] = []
    for variant in wanted.joined() where !order.contains(variant) { order.append(variant) }
    for (round, variant) in order.enumerated() {
      let compute = try ComputeContext(
        instructionSet: variant.instructionSet, threads: variant.threads)
      let indices = cells.indices.filter { wanted[$0].contains(variant) }
      for index in round.isMultiple(of: 2) ? indices : indices.reversed() {
        if isCancelled() { throw CancellationError() }
        let cell = pipeline[cells[index]]
        let outcome = try execute(cell, plan, externals[cell.id.index], compute)
        checks[index].append(outcome, of: variant)
        observe(cell, variant, outcome)
      }
    }
    return checks
  }

  private func execute(
    _ cell: Cell, _ plan: Plan, _ external: ExternalInput?, _ compute: ComputeContext
  ) throws -> CellCheck.Outcome {
    guard let receipt = plan[cell.id].receipt else { return .same }
    do {
      try scratch.removePartial(receipt.key)
      let context = makeContext(for: cell, receipt.key, plan, external, compute)
      let outputs = NameTable(try cell.stage.execute(in: context))
      try scratch.removePartial(receipt.key)
      return try compare(receipt, outputs)
    } catch let error as CancellationError {
      throw error
    } catch {
      return .failed(error)
    }
  }

  private func makeContext(
    for cell: Cell, _ key: StageKey, _ plan: Plan, _ external: ExternalInput?,
    _ compute: ComputeContext
  ) -> StageContext {
    var inputs: [String: [StageInput]] = [:]
    for input in cell.inputs {
      inputs[input.slot.name] = input.cells.map { id in
        StageInput(plan.pipeline[id], plan[id].receipt, store: planner.store)
      }
    }
    return StageContext(
      inputs: inputs, environment: planner.environment, external: external, compute: compute,
      checkpoints: Checkpoints(store: scratch, key: key), report: { _ in },
      isCancelled: isCancelled)
  }

  private func compare(
    _ receipt: Receipt, _ outputs: NameTable<Artifact>
  ) throws -> CellCheck.Outcome {
    var names = NameTable<Void>()
    for name in receipt.outputs.names + outputs.names { names[name] = () }
    for name in names.names {
      guard let record = receipt.outputs[name], let found = outputs[name] else {
        let isStored = receipt.outputs[name] != nil
        return .differs(
          output: name,
          FirstDifference(
            place: "the output", stored: isStored ? "present" : "absent",
            found: isStored ? "absent" : "present"))
      }
      guard try found.digest() != record.digest else { continue }
      let stored = try planner.store.load(record)
      let digests = FirstDifference(
        place: "digest", stored: record.digest.short, found: try found.digest().short)
      return .differs(
        output: name, FirstDifference(ArtifactComparison(stored, found)) ?? digests)
    }
    return .same
  }
}

import Artifacts
import SystemPackage
import Tensors

/// The lock of a pipeline with the profile that it is expanded with.
public struct PipelineLock: Sendable {
  public let path: String
  private let locked: LockedProfile

  /// Reads the lock of a pipeline and checks, before anything runs, that it is of this form of the
  /// pipeline, of this arithmetic, and of the data that is there.
  ///
  /// - Parameter wanted: the cells that will be compared; nil for all.
  /// - Throws: `LockError`; `FileError`; what cannot be found of the external inputs.
  public init(of pipeline: Pipeline, wanted: Set<Cell.ID>? = nil, planner: Planner) throws {
    path = LockFile.path(for: pipeline)
    guard let bytes = try FileSystem.readIfPresent(FilePath(path)) else {
      throw LockError.missing(path: path, file: pipeline.file)
    }
    locked = try LockFile(bytes: bytes, path: path).profile(of: pipeline)
    try checkCells(of: pipeline, wanted)
    guard locked.arithmetic == Int64(arithmeticVersion) else {
      throw LockError.otherArithmetic(
        path: path, locked: locked.arithmetic, current: Int64(arithmeticVersion))
    }
    try checkExternal(of: pipeline, wanted, planner)
  }

  private func checkCells(of pipeline: Pipeline, _ wanted: Set<Cell.ID>?) throws(LockError) {
    let names = pipeline.cells.filter { wanted?.contains($0.id) != false }.map(\.name)
    let new = names.filter { locked.results[$0] == nil }
    let gone = wanted == nil ? locked.results.names.filter { !names.contains($0) } : []
    guard new.isEmpty, gone.isEmpty else {
      throw .otherCells(path: path, file: pipeline.file, new: new, gone: gone)
    }
  }

  private func checkExternal(
    of pipeline: Pipeline, _ wanted: Set<Cell.ID>?, _ planner: Planner
  ) throws {
    let externals = try planner.externalInputs(of: pipeline)
    var differences: [String] = []
    for cell in pipeline.cells where wanted?.contains(cell.id) != false {
      let external = externals[cell.id.index]
      let found = external?.identity ?? .null
      for difference in JSONDifference.between(locked.external[cell.name] ?? .null, found) {
        let source = external?.source.map { " (now: \($0.summary))" } ?? ""
        differences.append("\(cell.name), \(difference)\(source)")
      }
    }
    guard differences.isEmpty else {
      throw LockError.otherExternal(path: path, differences: differences)
    }
  }

  /// Compares results with the lock; cells without a result are left out.
  ///
  /// - Throws: `LockError.mismatch` with everything that differs, in the order of the cells.
  public func check(
    _ pipeline: Pipeline, receipt: (Cell.ID) -> Receipt?
  ) throws(LockError) {
    var mismatches: [LockMismatch] = []
    var differing: Set<Cell.ID> = []
    for cell in pipeline.cells {
      guard let outputs = receipt(cell.id)?.outputs else { continue }
      let expected = locked.results[cell.name] ?? [:]
      let follows = cell.inputs.flatMap(\.cells).contains { differing.contains($0) }
      var names = NameTable<Void>()
      for name in outputs.names + expected.names { names[name] = () }
      for name in names.names where outputs[name]?.digest != expected[name] {
        differing.insert(cell.id)
        mismatches.append(
          LockMismatch(
            stage: cell.name, output: name, locked: expected[name], found: outputs[name]?.digest,
            follows: follows))
      }
    }
    guard mismatches.isEmpty else { throw .mismatch(path: path, mismatches) }
  }
}

extension LockedProfile {
  /// What a pipeline would be locked as, from the results in the store.
  ///
  /// - Throws: `LockError.incomplete` if a result has to be made first; what `Planner.plan` throws.
  public init(of pipeline: Pipeline, planner: Planner) throws {
    let plan = try planner.plan(pipeline)
    let missing = pipeline.cells.filter { plan[$0.id].receipt == nil }.map(\.name)
    guard missing.isEmpty else {
      throw LockError.incomplete(file: pipeline.file, profile: pipeline.profile, cells: missing)
    }
    let externals = try planner.externalInputs(of: pipeline)
    self.init(arithmetic: Int64(arithmeticVersion), external: [:], results: [:])
    for cell in pipeline.cells {
      results[cell.name] = plan[cell.id].receipt?.outputs.mapValues(\.digest)
      external[cell.name] = externals[cell.id.index]?.identity
    }
  }
}

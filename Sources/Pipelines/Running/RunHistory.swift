import Artifacts

/// What earlier runs measured, to guess what a stage will need. A wrong guess costs time, never
/// changes a result.
public struct RunHistory: Sendable {
  /// What one execution needed.
  struct Measurement: Sendable {
    /// Seconds times threads.
    let work: Double
    /// Bytes; of what the process held its even share where several stages ran at once.
    let memory: Int64
  }

  private struct Name: Hashable {
    let pipeline: String
    let profile: String?
    let stage: String
  }

  private var byName: [Name: Measurement] = [:]
  private var byStage: [String: Measurement] = [:]
  /// The median of a kind, of work and memory each by itself.
  private var byKind: [String: Measurement] = [:]

  /// - Parameter records: the latest last.
  public init(_ records: [RunRecord]) {
    var kinds: [String: [Measurement]] = [:]
    for record in records {
      let (pipeline, profile) = (record.pipelineName, record.profile)
      for stage in record.stages where stage.outcome == "executed" {
        guard let seconds = stage.seconds, seconds >= 0 else { continue }
        let measurement = Measurement(
          work: seconds * Double(max(1, stage.threads ?? 1)),
          memory: stage.programBytes
            + max(0, (stage.memoryBytes ?? 0) - stage.programBytes) / Int64(stage.stagesAtOnce))
        byName[Name(pipeline: pipeline, profile: profile, stage: stage.stage)] = measurement
        byStage[stage.stage] = measurement
        kinds[stage.kind, default: []].append(measurement)
      }
    }
    // Once for each kind: every cell of a pipeline may ask.
    byKind = kinds.mapValues { known in
      Measurement(
        work: known.map(\.work).sorted()[known.count / 2],
        memory: known.map(\.memory).sorted()[known.count / 2])
    }
  }

  /// Records that are looked at; older ones say little about today's files and machine.
  private static let recordLimit = 32

  /// The history of a store. One that cannot be read is an empty one.
  init(_ store: Store) {
    self.init((try? store.runs(newest: Self.recordLimit)) ?? [])
  }

  /// What this very cell needed last time, with the same profile.
  func measurement(of cell: Cell, in pipeline: Pipeline) -> Measurement? {
    byName[Name(pipeline: pipeline.name, profile: pipeline.profile, stage: cell.name)]
  }

  /// Seconds that all stages of a pipeline would take, from runs with the same profile; nil if too few
  /// of them have been measured.
  public func seconds(of pipeline: Pipeline, threads: Int) -> Double? {
    let known = pipeline.cells.compactMap { measurement(of: $0, in: pipeline)?.work }
    guard !known.isEmpty, known.count * 10 >= pipeline.cells.count * 9 else { return nil }
    return known.reduce(0, +) / Double(max(1, threads))
  }

  /// What a cell can be expected to need: what it needed last time, else what a stage of that name
  /// did, else the median of its kind.
  func expectation(of cell: Cell, in pipeline: Pipeline) -> Measurement? {
    measurement(of: cell, in: pipeline) ?? byStage[cell.name] ?? byKind[cell.kind.name]
  }
}

import Artifacts
import Tensors

@testable import Pipelines

/// Runs pipelines of sample stages in a store of its own.
struct RunHarness {
  struct Outcome {
    let events: [String]
    let result: RunResult
  }

  let folder = TemporaryFolder()

  func store() throws -> Store { try Store(at: folder.path) }

  func run(
    _ text: String, set overrides: [String] = [], force: [String] = [], only: [String] = [],
    threads: Int = 1, _ options: RunOptions = RunOptions(),
    isCancelled: @escaping @Sendable () -> Bool = { false },
    onEvent: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> Outcome {
    let pipeline = try pipeline(text, set: overrides)
    let recorder = EventRecorder(onLine: onEvent)
    let runner = Runner(
      planner: Planner(store: try store(), environment: PlanningEnvironment()),
      compute: try ComputeContext(threads: threads), toolVersion: "test", observe: recorder.record,
      isCancelled: isCancelled)
    var options = options
    options.forced = Set(try force.flatMap { try pipeline.cells(matching: $0).map(\.id) })
    if !only.isEmpty {
      options.targets = try only.flatMap { try pipeline.cells(matching: $0).map(\.id) }
    }
    let result = try runner.run(pipeline, options: options)
    return Outcome(events: recorder.all, result: result)
  }
}

import ArgumentParser
import Artifacts
import Pipelines
import SystemPackage

/// `pipe lock`: writes down the digests that the results must have.
struct LockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock",
    abstract: "Write down the digest of every result, for pipe run --locked to compare with.",
    discussion: """
      The lock file lies beside the pipeline file, NAME.lock.json, with one digest a line: keep it under
      version control. It has an entry for each profile; only the one in force is written.

      Examples:
        pipe lock pipelines/mnist_dropout.json
        pipe lock pipelines/mnist_dropout.json --profile paper
        pipe lock pipelines/mnist_dropout.json --check       compare the store with the lock
        pipe run pipelines/mnist_dropout.json --locked       run, and fail on any other bit
      """)

  @Argument(help: "A pipeline file.", completion: .pipelineFile)
  var file: String

  @OptionGroup var pipelineOptions: PipelineOptions
  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var dataOptions: DataOptions

  @Flag(help: "Write nothing; leave with 5 if the results in the store have other bits.")
  var check = false

  @Flag(help: "Print JSON instead of the path of the lock file.")
  var json = false

  func run() throws {
    let pipeline = try pipelineOptions.lockablePipeline(file)
    let planner = Planner(
      store: try storeOptions.openReadOnly(), environment: try dataOptions.environment())
    let profile = try LockedProfile(of: pipeline, planner: planner)
    let path = LockFile.path(for: pipeline)
    if check {
      let plan = try planner.plan(pipeline)
      try PipelineLock(of: pipeline, planner: planner).check(pipeline) { plan[$0].receipt }
    } else {
      try write(profile, of: pipeline, to: path)
    }
    if json {
      try JSONOutput.print(
        "pipe.lock/1",
        [
          "file": .string(path), "pipeline": .string(pipeline.name),
          "profile": pipeline.profile.map(JSONValue.string) ?? .null,
          "written": .bool(!check),
          "results": .object(
            profile.results.mapValues { .object($0.mapValues { .string($0.hex) }) }),
        ])
    } else {
      Terminal.standardOutput.writeLine(
        check ? "\(profile.results.count) results have the bits that \(path) says" : path)
    }
  }

  /// Replaces the entry of the profile and keeps those of the others.
  private func write(_ profile: LockedProfile, of pipeline: Pipeline, to path: String) throws {
    var lock = LockFile(pipeline: pipeline.name)
    if let bytes = try FileSystem.readIfPresent(FilePath(path)) {
      lock = try LockFile(bytes: bytes, path: path)
      lock.pipeline = pipeline.name
    }
    lock.profiles[pipeline.profile ?? ""] = profile
    try AtomicFile.writeIfChanged(try lock.text(), to: FilePath(path))
  }
}

extension PipelineOptions {
  /// Reads a pipeline as a profile has it: what the command line changes is not what is locked.
  func lockablePipeline(_ file: String) throws -> Pipeline {
    guard overrides.isEmpty else {
      throw ValidationError("a lock is of a profile as the file has it: leave out --set")
    }
    return try pipeline(file)
  }
}

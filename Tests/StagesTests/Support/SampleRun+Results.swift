import Artifacts

@testable import Pipelines

extension SampleRun {
  /// An output of the first cell of the name.
  func load(_ result: RunResult, _ name: String, _ output: String) throws -> Artifact {
    guard let cell = try result.pipeline.cells(matching: name).first,
      let record = result[cell.id].receipt?.outputs[output]
    else {
      throw StageFailure(
        "'\(name)' has no output '\(output)': \(String(describing: result.firstError))")
    }
    return try store().load(record)
  }

  func bundle(_ result: RunResult, _ name: String, _ output: String) throws -> TensorBundle {
    guard case .tensors(let bundle) = try load(result, name, output) else {
      throw StageFailure("'\(output)' of '\(name)' is not a bundle")
    }
    return bundle
  }
}

import Artifacts
import Foundation
import SystemPackage
import Tensors

@testable import Pipelines
@testable import Stages

/// Runs a small pipeline over a made-up data set, in a folder of its own.
final class SampleRun {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("pipe-stages-\(UUID().uuidString)")
    let data = folder.appendingPathComponent("data/mnist")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    try Self.writeSet(count: 120, seed: 1, name: "train", in: data)
    try Self.writeSet(count: 40, seed: 2, name: "t10k", in: data)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// One stage of every kind.
  static let pipeline = """
    {"stages": {
      "images": {"uses": "dataset", "with": {"source": "mnist"}},
      "points": {"uses": "generate",
                 "with": {"source": {"circles": {"radii": [1, 2], "noise": 0.1, "centerX": 3}},
                          "train": 30, "validation": 10, "seed": 8}},
      "split": {"uses": "split", "from": {"data": "images"},
                "with": {"train": 90, "validation": 20, "test": 30, "seed": 4}},
      "scaled": {"uses": "normalize", "from": {"data": "split"},
                 "with": {"mode": "standardize", "per": "feature"}},
      "shuffled": {"uses": "relabel", "from": {"data": "scaled"},
                   "with": {"parts": ["train", "validation"], "share": 0.5, "seed": 7}},
      "net": {"uses": "train", "label": "a net", "from": {"data": "scaled"},
              "with": {"model": ["flatten", {"dense": 17}, {"dropout": 0.25}, "tanh", {"dense": 10}],
                       "initializer": "he-normal",
                       "optimizer": {"sgd": {"rate": 0.05, "momentum": 0.9, "weightDecay": 0.001}},
                       "batch": 16, "epochs": 3, "seed": 5}},
      "tested": {"uses": "evaluate", "from": {"model": "net", "data": "scaled"}},
      "averaged": {"uses": "ensemble", "from": {"model": "net", "data": "scaled"},
                   "with": {"passes": [3, 1], "seed": 6}},
      "asked": {"uses": "predict", "from": {"model": "net", "data": "scaled"},
                "with": {"what": {"activations": "dense1"}, "examples": 25, "seed": 7}},
      "probed": {"uses": "probe", "from": {"data": "scaled"},
                 "with": {"model": ["flatten", {"repeat": 2, "layers": [{"dense": 12}, "relu"]}, {"dense": 10}],
                          "initializer": "he-uniform", "percentiles": [2, 98],
                          "histograms": {"gradients": {"bins": 5}}, "seed": 7}},
      "checked": {"uses": "gradcheck", "from": {"model": "net", "data": "scaled"},
                  "with": {"layer": "dense2", "count": 6, "epsilons": [0.1, 0.001], "examples": 2}},
      "near": {"uses": "embed", "from": {"data": "scaled", "model": "net"},
               "with": {"part": "train", "layer": "dense1", "examples": 80, "reduceTo": 12,
                        "perplexity": 8, "iterations": 60}},
      "along": {"uses": "embed", "from": {"data": "scaled"}, "with": {"method": "pca", "components": 3}},
      "published": {"uses": "values", "with": {"values": {"error": 0.05, "names": ["a", "b"],
                                                          "matrix": [[1, 2.5], [null, 4]]}}},
      "best": {"uses": "summarize", "from": {"runs": "net", "test": "tested"},
               "with": {"values": {"error": "test/error", "loss": "history/train_loss[-1]"},
                        "best": {"smallest": "error"}}},
      "spread": {"uses": "summarize", "from": {"runs": ["tested", "averaged"]},
                 "with": {"values": {"examples": "examples"}, "by": "label", "interval": 0.9}},
      "paper": {"uses": "graph", "with": {"expression": "q = w*x + b; sigmoid(q) * max(q, x, 2) - exp(-q) / q^2",
                                          "values": {"w": 0.5, "x": 1.25, "b": -2}}},
      "figure": {"uses": "plot", "from": {"runs": "net"},
                 "with": {"title": "Loss", "panels": [{"x": "history/epoch", "y": "history/train_loss",
                                                       "xLabel": "epoch", "yLabel": "loss"}]}},
      "table": {"uses": "table", "from": {"rows": ["tested", "averaged"]},
                "with": {"columns": [{"title": "Model", "value": "label"},
                                     {"title": "Error", "value": "error", "digits": 3}]}},
      "copied": {"uses": "command", "from": {"it": "table"},
                 "with": {"run": ["cp", "{input:it}", "{output:copy}"], "outputs": {"copy": "table"}}}}}
    """

  func run(
    _ text: String = SampleRun.pipeline, instructionSet: InstructionSet? = nil, threads: Int = 1,
    store: String = "store"
  ) throws -> RunResult {
    let pipeline = try Pipeline(
      PipelineFile(text: text, file: "sample.json"), registry: .standard)
    let environment = PlanningEnvironment(
      dataSearchPath: [FilePath(folder.appendingPathComponent("data").path)])
    let store = try Store(at: FilePath(folder.appendingPathComponent(store).path))
    let runner = Runner(
      planner: Planner(store: store, environment: environment),
      compute: try ComputeContext(instructionSet: instructionSet, threads: threads),
      toolVersion: "test")
    return try runner.run(pipeline)
  }

  func store() throws -> Store {
    try Store(at: FilePath(folder.appendingPathComponent("store").path))
  }

  private static func writeSet(count: Int, seed: UInt32, name: String, in folder: URL) throws {
    var state = seed
    func next() -> UInt8 {
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(truncatingIfNeeded: state >> 24)
    }
    var images: [UInt8] = []
    var labels: [UInt8] = []
    for _ in 0..<count {
      let label = next() % 10
      labels.append(label)
      images += (0..<784).map { $0 / 79 == Int(label) ? 128 + next() / 2 : next() / 4 }
    }
    func write(_ bytes: [UInt8], _ dimensions: [Int], _ file: String) throws {
      let sizes: [UInt8] = dimensions.flatMap { [0, 0, UInt8($0 >> 8), UInt8($0 & 255)] }
      let header: [UInt8] = [0, 0, 8, UInt8(dimensions.count)]
      try Data(header + sizes + bytes)
        .write(to: folder.appendingPathComponent("\(name)-\(file)-ubyte"))
    }
    try write(images, [count, 28, 28], "images-idx3")
    try write(labels, [count], "labels-idx1")
  }
}

extension RunResult {
  /// The digests of every output, as `stage/output`.
  var digests: [String: String] {
    var result: [String: String] = [:]
    for cell in pipeline.cells {
      for (name, output) in self[cell.id].receipt?.outputs ?? [:] {
        result["\(cell.name)/\(name)"] = output.digest.hex
      }
    }
    return result
  }
}

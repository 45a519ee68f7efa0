import Foundation

/// A project with a data set of its own: small images in MNIST's format, two blobs to tell apart in
/// ten positions, so that a small network learns something in a second.
enum SampleProject {
  static let imageSize = 28

  static func create(in tool: CommandLineTool) throws {
    try writeImages(count: 400, seed: 1, "train", to: tool)
    try writeImages(count: 100, seed: 2, "t10k", to: tool)
    try tool.write(pipeline(), to: "pipelines/sample.json")
  }

  /// The sample pipeline, with room for a mistake.
  static func pipeline(
    rate: String = "0.05", caption: String = "Loss by epoch.", epochs: Int = 3,
    extraStage: String = "", extraParameter: String = ""
  ) -> String {
    """
    {
      "title": "A sample",
      "params": { "rate": \(rate), "epochs": \(epochs) },
      "stages": {
        "images": { "uses": "dataset", "with": { "source": "mnist" } },
        "split": { "uses": "split", "from": { "data": "images" },
                   "with": { "train": 300, "validation": 100, "test": 100 } },
        "scaled": { "uses": "normalize", "from": { "data": "split" }, "with": { "mode": "standardize" } },
        "net": { "uses": "train", "matrix": { "p": [0, 0.5] }, "label": "p = ${p}", "from": { "data": "scaled" },
                 "with": { "model": ["flatten", {"dense": 33}, {"dropout": "${p}"}, "relu", {"dense": 10}],
                           "loss": "cross-entropy", "optimizer": { "sgd": { "rate": "${rate}" } },
                           "batch": 32, "epochs": "${epochs}", "seed": 3\(extraParameter) } },
        "tested": { "uses": "evaluate", "matrix": { "p": [0, 0.5] }, "label": "p = ${p}",
                    "from": { "model": "net[p=${p}]", "data": "scaled" }, "with": { "part": "test" } },
        "averaged": { "uses": "ensemble", "label": "ensemble", "from": { "model": "net[p=0.5]", "data": "scaled" },
                      "with": { "passes": [2, 5], "part": "test" } },
        "figure": { "uses": "plot", "from": { "runs": "net" },
                    "with": { "title": "Loss", "panels": [ { "x": "history/epoch", "y": "history/train_loss",
                                                             "xLabel": "epoch", "yLabel": "loss" } ] } },
        "table": { "uses": "table", "from": { "rows": ["tested", "averaged"] },
                   "with": { "columns": [ { "title": "Model", "value": "label" },
                                          { "title": "Error", "value": "error", "digits": 3 } ] } }\(extraStage)
      },
      "report": [ { "heading": "Results" }, { "figure": "figure", "caption": "\(caption)" },
                  { "table": "table", "caption": "Errors." } ]
    }
    """
  }

  private static func writeImages(
    count: Int, seed: UInt32, _ name: String, to tool: CommandLineTool
  ) throws {
    var state = seed
    func next(_ bound: UInt32) -> UInt32 {
      state = state &* 1_664_525 &+ 1_013_904_223
      return (state >> 8) % bound
    }
    var images: [UInt8] = []
    var labels: [UInt8] = []
    for _ in 0..<count {
      let label = Int(next(10))
      labels.append(UInt8(label))
      var image = (0..<imageSize * imageSize).map { _ in UInt8(next(40)) }
      for row in 0..<6 {
        for column in 0..<5 {
          let top = label / 5 * 14 + row + Int(next(3))
          let left = label % 5 * 5 + column
          image[top * imageSize + left] = UInt8(180 + next(70))
        }
      }
      images += image
    }
    let size = UInt32(imageSize)
    try writeIDX(images, [UInt32(count), size, size], "\(name)-images-idx3-ubyte", to: tool)
    try writeIDX(labels, [UInt32(count)], "\(name)-labels-idx1-ubyte", to: tool)
  }

  private static func writeIDX(
    _ bytes: [UInt8], _ dimensions: [UInt32], _ name: String, to tool: CommandLineTool
  ) throws {
    var data = Data([0, 0, 8, UInt8(dimensions.count)])
    for dimension in dimensions { withUnsafeBytes(of: dimension.bigEndian) { data += $0 } }
    let folder = tool.path("artifacts/data/mnist")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try (data + bytes).write(to: folder.appendingPathComponent(name))
  }
}

/// Gives `body` the program in a sample project of its own, which is removed afterwards.
func withProject(_ body: (CommandLineTool) throws -> Void) throws {
  let tool = try CommandLineTool()
  defer { tool.cleanUp() }
  try SampleProject.create(in: tool)
  try body(tool)
}

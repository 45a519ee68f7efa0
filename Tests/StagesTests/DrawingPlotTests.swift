import Artifacts
import Testing

@testable import Pipelines
@testable import Stages

@Suite("Pictures, regions and diagrams of pipeline files")
struct DrawingPlotTests {
  /// The result of a figure of one panel, beside the values `v`.
  private func run(
    _ kind: String, _ panel: String, inputs: String = #""runs": "v""#, stages: String = ""
  ) throws -> (RunResult, SampleRun) {
    let sample = try SampleRun()
    let text = """
      {"stages": {
        "v": {"uses": "values", "with": {"values": {
          "images": [[0, 1, 2, 3], [4, 5, 6, 7]], "label": [0, 1], "prediction": [0, 2],
          "x": [0, 1, 2], "y": [0, 1], "class": [[0, 0, 1], [0, 1, 1]], "down": [2, 1, 0],
          "node": ["a", "b", "c"], "edge": [[0, 1], [1, 2]], "circle": [[0, 1], [1, 0]],
          "number": [1.5, -2, 3], "half": [[0.5, 1]], "size": ["4", "2 x 2", "3"]}}},
        \(stages)
        "figure": {"uses": "plot", "from": {\(inputs)},
                   "with": {"title": "T", "kind": "\(kind)", "panels": [\(panel)]}}}}
      """
    return (try sample.run(text), sample)
  }

  private func table(
    _ kind: String, _ panel: String, inputs: String = #""runs": "v""#, stages: String = ""
  ) throws -> DataTable {
    let (result, sample) = try run(kind, panel, inputs: inputs, stages: stages)
    #expect(result.firstError == nil, "\(String(describing: result.firstError))")
    let cell = try #require(try result.pipeline.cells(matching: "figure").first)
    let record = try #require(result[cell.id].receipt?.outputs["data"])
    guard case .table(let json) = try sample.store().load(record), let inner = json["table"],
      let table = DataTable(json: inner)
    else { throw StageFailure("no table") }
    return table
  }

  /// The sample pipeline up to an evaluated network.
  private static let network = """
    "images": {"uses": "dataset", "with": {"source": "mnist"}},
    "split": {"uses": "split", "from": {"data": "images"},
              "with": {"train": 90, "validation": 20, "test": 30, "seed": 4}},
    "scaled": {"uses": "normalize", "from": {"data": "split"},
               "with": {"mode": "standardize", "per": "feature"}},
    "net": {"uses": "train", "from": {"data": "scaled"},
            "with": {"model": ["flatten", {"dense": 17}, "tanh", {"dense": 10}],
                     "initializer": "he-normal", "optimizer": {"sgd": {"rate": 1e-9}},
                     "batch": 16, "epochs": 1, "seed": 5}},
    "tested": {"uses": "evaluate", "from": {"model": "net", "data": "scaled"}},
    """

  @Test("the pictures of a data set carry what an evaluation took them for")
  func predictions() throws {
    let panel =
      #"{"images": "test/inputs", "labels": "labels", "predictions": "predictions", "show": "all"}"#
    let inputs = #""runs": "split", "references": "tested""#
    let all = try table("images", panel, inputs: inputs, stages: Self.network)
    #expect(all.rows.count == 30)
    let captions = all.rows.map { row -> [String] in
      guard case .text(let caption) = row[1] else { return [] }
      return caption.split(separator: " ").map(String.init)
    }
    #expect(captions.allSatisfy { $0.count == 3 && $0[1] == "as" })
    let wrong = captions.filter { $0[0] != $0[2] }.count
    let shown = try table(
      "images", panel.replacing("all", with: "wrong"), inputs: inputs, stages: Self.network)
    #expect(shown.rows.count == wrong && wrong > 0)
  }

  @Test("a trained network is drawn with its layers, activations beside their layer")
  func trainedNetwork() throws {
    let table = try table("network", "{}", inputs: #""runs": "net""#, stages: Self.network)
    #expect(
      table.rows.map { $0[1] } == ["1 × 28 × 28", "17", "10"].map { .text($0) })
    guard case .text(let name)? = table.rows.dropFirst().first?[0] else {
      throw StageFailure("no name")
    }
    #expect(name.hasSuffix(", tanh"))
  }

  @Test("rows of a matrix become pictures, named layers a network, lists a graph")
  func fromValues() throws {
    let images = try table("images", #"{"images": "images", "shape": [2, 2], "labels": "label"}"#)
    #expect(images.rows.map { $0[2] } == [.number(0), .number(4)])
    #expect(images.rows.map { $0[1] } == [.text("0"), .text("1")])
    let named =
      #""w": {"uses": "values", "with": {"values": {"l": ["a", "b"], "s": ["3 x 4 x 5", "7"]}}},"#
    let network = try table(
      "network", #"{"layers": "l", "shapes": "s"}"#, inputs: #""runs": "w""#, stages: named)
    #expect(network.rows.map { $0[1] } == [.text("3 × 4 × 5"), .text("7")])
    let graph = try table(
      "graph", #"{"nodes": "node", "edges": "edge", "above": "number", "aboveMeaning": "value"}"#)
    #expect(graph.columns.map(\.title) == ["node", "from", "value"])
    #expect(graph.rows[1] == [.text("b"), .text("a"), .text("\u{2212}2")])
    let rounded = try table(
      "graph", #"{"nodes": "node", "edges": "edge", "above": "number", "digits": 2}"#)
    #expect(rounded.rows.map { $0[2] } == ["1.50", "\u{2212}2.00", "3.00"].map { .text($0) })
    let regions = try table("regions", #"{"x": "x", "y": "y", "classes": "class"}"#)
    #expect(regions.rows.map { $0[1] } == [.number(0.5), .number(0.5)])
  }

  @Test("one element of a tensor is a matrix, or pictures of its own")
  func element() throws {
    func drawn(_ kind: String, _ panel: String) throws -> DataTable {
      try table(kind, panel, inputs: #""runs": "split""#, stages: Self.network)
    }
    let last = try drawn("heatmap", #"{"matrix": "test/inputs[-1]"}"#)
    #expect(last.rows.count == 784)
    #expect(try drawn("heatmap", #"{"matrix": "test/inputs[29]"}"#).rows == last.rows)
    #expect(try drawn("heatmap", #"{"matrix": "test/inputs[0]"}"#).rows != last.rows)
    let rows = try drawn("images", #"{"images": "test/inputs[0]", "shape": [4, 7]}"#)
    #expect(rows.rows.count == 28)
    let (result, _) = try run(
      "heatmap", #"{"matrix": "test/inputs[30]"}"#, inputs: #""runs": "split""#,
      stages: Self.network)
    #expect("\(String(describing: result.firstError))".contains("no matrix 'test/inputs[30]'"))
  }

  @Test(
    "what cannot be drawn is said in its own words",
    arguments: [
      ("images", #"{"images": "images"}"#, "is no height and width; give 'shape'"),
      ("images", #"{"images": "images", "shape": [3, 2]}"#, "cannot be shaped to [3, 2]"),
      ("images", #"{"images": "images", "shape": [1, 2, 2, 1]}"#, "has 4 sizes"),
      ("images", #"{"images": "zz", "shape": [2, 2]}"#, "has no matrix 'zz'"),
      ("images", #"{"images": "images", "shape": [2, 2], "labels": "x"}"#, "pictures: 2, x: 3"),
      ("images", #"{"images": "images", "shape": [2, 2], "show": "wrong"}"#, "needs both 'labels'"),
      (
        "images",
        #"{"images": "images", "shape": [2, 2], "labels": "label", "predictions": "label", "#
          + #""show": "wrong"}"#, "none is wrong"
      ),
      ("images", #"{"images": "images", "shape": [2, 2], "range": [1, 0]}"#, "two ascending"),
      ("regions", #"{"x": "x", "y": "y"}"#, "need either 'scores' or 'classes'"),
      ("regions", #"{"x": "down", "y": "y", "classes": "class"}"#, "'down' must ascend"),
      ("regions", #"{"x": "y", "y": "y", "classes": "class"}"#, "6 classes for 2 x 2"),
      ("regions", #"{"x": "x", "y": "y", "scores": "images"}"#, "scores: [2, 4]"),
      ("graph", #"{"nodes": "node", "edges": "circle"}"#, "'a' → 'b' → 'a'"),
      ("graph", #"{"nodes": "node", "edges": "class"}"#, "has the shape [2, 3]"),
      ("graph", #"{"nodes": "node", "edges": "half"}"#, "is not two whole numbers"),
      ("graph", #"{"nodes": "node", "edges": "edge", "above": "y"}"#, "nodes: 3, y: 2"),
      ("network", "{}", "'v'"),
      ("network", #"{"layers": "node"}"#, "need each other"),
      ("network", #"{"layers": "node", "shapes": "size"}"#, "layer 'b' has the shape [2, 2]"),
    ])
  func failures(kind: String, panel: String, message: String) throws {
    do {
      let error = try #require(
        try run(kind, panel).0.firstError, "nothing was wrong with \(panel)")
      #expect("\(error)".contains(message), "\(error)")
    } catch let error as SpecificationError {
      #expect("\(error)".contains(message), "\(error)")
    }
  }
}

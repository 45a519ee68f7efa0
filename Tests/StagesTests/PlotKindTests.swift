import Artifacts
import Foundation
import Testing

@testable import Pipelines
@testable import Stages

@Suite("Figures of pipeline files")
struct PlotKindTests {
  static let gallery = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("pipelines/gallery.json")

  /// Digests of the light and the dark picture and of the numbers behind them. If other bits are
  /// meant, raise the version of the `plot` stage and put the new digests here.
  static let golden: [String: [String]] = [
    "bars": ["76049cd3feb71367", "908ad4a6a326d544", "0b2c4a95320f6df3"],
    "confusion": ["15f3bdc65d25a364", "3d39877ee256c055", "0072a456ae6dd8fc"],
    "histograms": ["5b64ffe65dc21025", "4601a99b26e830ea", "1f7926c6facf3356"],
    "lines": ["aa745630e416c240", "de2489656c7f2bfa", "a3d618d97884a06d"],
    "matrix": ["457ccb41ea6062d7", "16e628b81eb6dc72", "7ba0e68e90ff2336"],
    "parallel": ["79ed6ce0f3515712", "9674b1a702fe0d66", "68a317d1e6b28f4b"],
    "points": ["08b09ee80342134f", "b8308f70a12279ae", "f62c2734a0ce8fea"],
    "ranking": ["771fb6e7a85de513", "4ec30b452f7512af", "ad2825c1d1a7fa17"],
    "ridges": ["27522fe3dfd3a062", "a2da27e7e1e6d515", "8ecddca13c447b24"],
    "scatter": ["b6467d6cbc81cb6d", "ac5a261f6889e4f8", "f4b6885e7a641d4f"],
    "search": ["92cfe73f5c88a791", "ccc76ece7ea95b99", "74ef3a2d515aa17d"],
    "stacked": ["add723b80c17d361", "8035fdccd5372257", "9acdc5aaac0d900a"],
    "steps": ["3935e6bb6bcee9fd", "47d3fc8e2a476bfc", "749282921e53bd13"],
    "pictures": ["07571746919beff0", "3a13a835f5981860", "93ef9edcbf149f9e"],
    "features": ["db5cf8471925fb9f", "e7b74bacd905976f", "5d13c52f6669d07b"],
    "regions": ["cee08aaf4101f1d9", "b5d780bed31bc041", "878558c770ea8a05"],
    "graph": ["09551adf1d5eeabb", "89b1476e392eec23", "2a9e72965ffc43fc"],
    "network": ["b5d9e063b9a91356", "d747230e44973bef", "c7dd8bcfc9565944"],
    "whiskers": ["b6851f190f1fb6a2", "b2944c1ddf4eb320", "c130a8b2afb83d14"],
  ]

  @Test("every kind of the gallery makes the bits that it made before")
  func golden() throws {
    let result = try SampleRun().run(String(contentsOf: Self.gallery, encoding: .utf8))
    #expect(result.firstError == nil)
    let digests = result.digests
    let figures = result.pipeline.cells.filter { $0.kind.name == "plot" }.map(\.name)
    #expect(Set(figures) == Set(Self.golden.keys))
    for figure in figures {
      let found = ["light", "dark", "data"].map {
        String(digests["\(figure)/\($0)"]?.prefix(16) ?? "")
      }
      #expect(found == Self.golden[figure], "\"\(figure)\": \(found),")
    }
  }

  @Test("and every kind there is stands in the gallery")
  func completeness() throws {
    let file = try PipelineFile(
      text: String(contentsOf: Self.gallery, encoding: .utf8), file: "gallery.json")
    let pipeline = try Pipeline(file, registry: .standard)
    let kinds = pipeline.cells.compactMap { $0.parameters["kind"]?.stringValue }
    #expect(Set(kinds) == Set(PlotKinds.names))
  }

  /// The result of one panel over the values `v` and two results `r`.
  private func run(_ kind: String, _ panel: String, runs: String = "\"v\"") throws -> (
    RunResult, SampleRun
  ) {
    let sample = try SampleRun()
    let text = """
      {"stages": {
        "v": {"uses": "values", "with": {"values": {
          "x": [1, 2, 3], "y": [4, 5, null], "m": [[1, 2], [3, 4], [5, 6]], "k": [0, 1, 0],
          "names": ["p", "q"], "n": 7, "t": "text", "counts": [1, 2], "ends": [0, 1]}}},
        "r": {"uses": "values", "matrix": {"size": [2, 1], "seed": [1, 2]},
              "label": "size ${size}", "with": {"values": {"score": "${seed}"}}},
        "figure": {"uses": "plot", "from": {"runs": \(runs)},
                   "with": {"title": "T", "kind": "\(kind)", "panels": [\(panel)]}}}}
      """
    return (try sample.run(text), sample)
  }

  private func table(
    _ kind: String, _ panel: String, runs: String = "\"v\""
  ) throws -> DataTable {
    let (result, sample) = try run(kind, panel, runs: runs)
    #expect(result.firstError == nil)
    let cell = try #require(try result.pipeline.cells(matching: "figure").first)
    let record = try #require(result[cell.id].receipt?.outputs["data"])
    guard case .table(let json) = try sample.store().load(record), let inner = json["table"],
      let table = DataTable(json: inner)
    else { throw StageFailure("no table") }
    return table
  }

  @Test("a name selects elements, rows and columns")
  func selections() throws {
    func y(_ name: String, x: String) throws -> [DataTable.Cell] {
      try table("line", #"{"x": "\#(x)", "y": "\#(name)"}"#).rows.map { $0[2] }
    }
    #expect(try y("m[:,1]", x: "x") == [.number(2), .number(4), .number(6)])
    #expect(try y("m[-1]", x: "ends") == [.number(5), .number(6)])
    #expect(try y("m[0,:]", x: "ends") == [.number(1), .number(2)])
    for missing in ["m[3]", "m[:,2]", "x[9]", "m[a]", "m", "t", "[0]"] {
      let (result, _) = try run("line", #"{"x": "x", "y": "\#(missing)"}"#)
      let error = try #require(result.firstError)
      #expect("\(error)".contains("'v' has no list of numbers '\(missing)'; it has: "))
    }
    #expect(
      "\(try #require(try run("line", #"{"x": "x", "y": "m"}"#).0.firstError))".contains(
        "m [3 x 2]"))
  }

  @Test("a moving average starts at the first value, a deviation goes both ways")
  func smoothingAndDeviation() throws {
    let smooth = try table("line", #"{"x": "x", "y": "x", "smooth": 0.5}"#)
    // 1, (1/2 + 2) / (1/2 + 1), (1/4 + 2/2 + 3) / (1/4 + 1/2 + 1)
    #expect(smooth.rows.map { $0[2] } == [1, 2.5 / 1.5, 4.25 / 1.75].map { .number($0) })
    let band = try table(
      "line", #"{"x": "x", "series": [{"name": "s", "y": "x", "deviation": "k"}]}"#)
    #expect(band.rows.map { $0[3] } == [1, 1, 3].map { .number($0) })
    #expect(band.rows.map { $0[4] } == [1, 3, 3].map { .number($0) })
  }

  @Test("what is the same for all results can be drawn once, of the first")
  func once() throws {
    let panel =
      #"{"x": "size", "series": [{"name": "", "y": "score"}, {"name": "theory", "y": "size", "once": true}]}"#
    let rows = try table("line", panel, runs: "\"r\"").rows
    #expect(rows.map { $0[0] } == ["", "", "", "", "theory"].map { .text($0) })
    #expect(rows[4][2] == .number(2))
  }

  @Test("numbers of many results are points, averaged where they repeat")
  func points() throws {
    let panel = #"{"x": "size", "y": "score", "spread": "range"}"#
    // Scores 1 and 2 at both sizes, from the smaller size to the larger.
    #expect(
      try table("line", panel, runs: "\"r\"").rows.map { Array($0.dropFirst()) } == [
        [.number(1), .number(1.5), .number(1), .number(2)],
        [.number(2), .number(1.5), .number(1), .number(2)],
      ])
    let bars = try table(
      "bar", #"{"y": "score", "spread": "standard-deviation"}"#, runs: "\"r\"")
    #expect(bars.rows.map { $0[0] } == [.text("size 2"), .text("size 1")])
    #expect(bars.rows[0][1] == .number(1.5))
    // The sample standard deviation of 1 and 2 is the root of a half.
    #expect(bars.rows[0][2] == .number(1.5 - 0.5.squareRoot()))
    // Medians lie between quartiles, a quarter of the way from 1 to 2 and from 2 to 1.
    let quartiles = #"{"x": "size", "y": "score", "spread": "quartiles"}"#
    #expect(
      try table("line", quartiles, runs: "\"r\"").rows.map { Array($0.dropFirst(2)) }
        == Array(repeating: [.number(1.5), .number(1.25), .number(1.75)], count: 2))
  }

  @Test("a heat map of results has a row and a column for each value")
  func heatMap() throws {
    let table = try table(
      "heatmap", #"{"x": "seed", "y": "size", "value": "score"}"#, runs: "\"r\"")
    #expect(table.rows.map { $0[2] } == [1, 2, 1, 2].map { .number($0) })
    #expect(table.rows.map { $0[0] } == ["2", "2", "1", "1"].map { .text($0) })
  }

  @Test(
    "what a file asks in vain is said in its own words, with its place",
    arguments: [
      ("line", #"{"x": "x"}"#, "needs either 'y' or 'series'"),
      ("line", #"{"x": "x", "y": "y", "xLimits": [2, 1]}"#, "'xLimits' must be two ascending"),
      (
        "line", #"{"x": "x", "y": "y", "only": ["z"]}"#,
        "no result has the label 'z'; there are 'v'"
      ),
      ("line", #"{"x": "x", "y": "y", "lines": [{}]}"#, "needs either 'x' or 'y'"),
      (
        "line", #"{"x": "x", "series": [{"name": "s", "y": "y", "lower": "y"}]}"#,
        "needs both 'lower' and 'upper'"
      ),
      ("line", #"{"x": "x", "y": "y", "smooth": 0.9, "spread": "range"}"#, "exclude each other"),
      ("line", #"{"x": "x", "y": "counts"}"#, "series '': its columns differ in length"),
      ("scatter", #"{"x": "x", "y": "y", "classes": "counts"}"#, "counts: 2"),
      ("bar", #"{"y": "y", "categories": "names"}"#, "categories: 2, values: 3"),
      ("bar", #"{"y": "n", "stacked": true, "spread": "range"}"#, "whiskers of inner bars"),
      ("histogram", #"{"counts": "counts"}"#, "needs either 'values', or 'counts' with 'range'"),
      ("histogram", #"{"counts": "counts", "range": "x"}"#, "must be where the bins"),
      ("ridges", #"{"ridges": [{"name": "a"}]}"#, "needs either 'values'"),
      ("heatmap", #"{"matrix": "m", "x": "n"}"#, "needs either 'matrix', or"),
      ("heatmap", #"{"matrix": "m", "xNames": ["a"]}"#, "names: 1, values: 2"),
      ("confusion", #"{"matrix": "m"}"#, "is no confusion matrix: it has 3 x 2 cells"),
      ("parallel", #"{"axes": [{"value": "n"}, {"value": "zz"}]}"#, "no number 'zz'"),
    ])
  func failures(kind: String, panel: String, message: String) throws {
    do {
      let (result, _) = try run(kind, panel)
      let error = try #require(result.firstError, "nothing was wrong with \(panel)")
      #expect("\(error)".contains(message), "\(error)")
    } catch let error as SpecificationError {
      #expect("\(error)".contains(message), "\(error)")
      #expect("\(error)".contains("sample.json:8:"), "\(error)")
    }
  }

  @Test("the parameters of a panel depend on the kind")
  func selectedParameters() throws {
    let wrong = [
      ("scatter", #"{"x": "x", "y": "y", "steps": true}"#), ("bar", #"{"y": "n", "x": "n"}"#),
    ]
    for (kind, panel) in wrong {
      #expect(throws: SpecificationError.self) { _ = try run(kind, panel) }
    }
    #expect(throws: SpecificationError.self) { _ = try run("pie", #"{"y": "n"}"#) }
  }

  @Test("values that are no list, text or matrix are refused")
  func values() throws {
    for value in ["[1, \"a\"]", "[[1], [1, 2]]", "[[1, \"a\"]]", "{\"a\": 1}", "true"] {
      let text = #"{"stages": {"v": {"uses": "values", "with": {"values": {"a": \#(value)}}}}}"#
      #expect(throws: SpecificationError.self, "\(value)") { _ = try SampleRun().run(text) }
    }
  }
}

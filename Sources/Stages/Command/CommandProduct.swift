import Artifacts
import Pipelines

/// What the outputs of a command are to other stages and to the page.
enum CommandProduct: String, CaseIterable {
  /// Files for other commands.
  case files
  case images
  case data
  case model
  case evaluation
  case figure
  case table

  /// The outputs that those who take such results read.
  var requiredOutputs: [(name: String, kind: Artifact.Kind)] {
    switch self {
    case .files: []
    case .images: [("images", .tensors)]
    case .data: [("data", .tensors)]
    case .model: [("model", .tensors)]
    case .evaluation: [("values", .table)]
    case .figure: [("light", .figure)]
    case .table: [("table", .table)]
    }
  }

  /// Checks that tables have the form that their readers know.
  ///
  /// - Throws: `StageFailure`.
  func check(_ outputs: [String: Artifact]) throws {
    switch (self, outputs["table"], outputs["values"]) {
    case (.table, .table(let json)?, _) where DataTable(json: json) == nil:
      throw StageFailure(
        #"the output 'table' is not of the form {"columns": [{"title": "…"}], "rows": [["…", 1]]}, "#
          + "with as many cells in each row as there are columns")
    case (.evaluation, _, .table(let json)?) where json["values"]?.objectValue == nil:
      throw StageFailure(
        #"the output 'values' is not of the form {"values": {"error": 0.1, "sizes": [1, 2]}}"#)
    default: break
    }
  }
}

import Artifacts
import Figures
import NeuralNetworks
import Pipelines

/// The layers of a trained network, from its inputs to its outputs.
struct NetworkPlot: PlotKind {
  static let name = "network"
  static let noun = "Diagram of a network"

  static let fields = [
    ParameterField("title", .string, .defaulted(""), help: "above the panel"),
    ResultLookup.field,
  ]

  private let title: String
  private let json: JSONValue

  init(_ json: JSONValue) throws(StageFailure) {
    self.json = json
    title = json["title"]?.stringValue ?? ""
  }

  var subject: String { title.isEmpty ? "the layers of a network" : title.lowercased() }

  private func summary(_ sources: PlotSources) throws -> ModelSummary {
    let result = try ResultLookup(json["result"], sources).result
    return ModelSummary(try TrainedModel(result.input).model)
  }

  func panel(_ sources: PlotSources) throws -> Panel {
    let summary = try summary(sources)
    var layers = [
      NetworkDiagram.Layer("input", shape: Self.channelsFirst(summary.inputShape.dimensions))
    ]
    for row in summary.rows where row.kind != "flatten" {
      let shape = Self.channelsFirst(row.outputShape.dimensions)
      // What has no weights and changes no shape belongs to the layer before it.
      if row.parameterCount == 0, shape == layers[layers.count - 1].shape {
        layers[layers.count - 1].name += ", \(row.kind)"
      } else {
        layers.append(NetworkDiagram.Layer(row.name, shape: shape))
      }
    }
    return Panel(title: title, drawing: NetworkDiagram(layers: layers))
  }

  /// Examples are height, width and channels; a matrix of inputs is one channel.
  private static func channelsFirst(_ shape: [Int]) -> [Int] {
    switch shape.count {
    case 2: [1, shape[0], shape[1]]
    case 3: [shape[2], shape[0], shape[1]]
    default: shape
    }
  }

  func table(_ sources: PlotSources) throws -> DataTable {
    var table = DataTable(
      columns: ["layer", "output", "parameters", "multiply-adds"].map { DataTable.Column($0) })
    for row in try summary(sources).rows {
      table.append([
        .text(row.name), .text("\(row.outputShape)"), .number(Double(row.parameterCount)),
        .number(Double(row.multiplyAdds)),
      ])
    }
    return table
  }
}

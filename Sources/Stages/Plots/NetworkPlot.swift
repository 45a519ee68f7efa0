import Artifacts
import Figures
import NeuralNetworks
import Pipelines

/// The layers of a network, from its inputs to its outputs: of a trained model, or as named in a
/// result.
struct NetworkPlot: PlotKind {
  static let name = "network"
  static let noun = "Diagram of a network"

  static let fields = [
    ParameterField("title", .string, .defaulted(""), help: "above the panel"),
    PanelParameters.only,
    ParameterField(
      "layers", .string, .optional,
      help: "the list of names of layers, the input first; without it the result is a model"),
    ParameterField(
      "shapes", .string, .optional,
      help: "for named layers: the list of their sizes, such as '100', or '16 x 26 x 26' for "
        + "channels, height and width"),
  ]

  private let frame: PanelParameters
  private let json: JSONValue

  init(_ json: JSONValue) throws(StageFailure) {
    self.json = json
    frame = try PanelParameters(json)
    guard (json["layers"] == nil) == (json["shapes"] == nil) else {
      throw StageFailure("'layers' and 'shapes' need each other")
    }
  }

  var subject: String { frame.title.isEmpty ? "the layers of a network" : frame.title.lowercased() }

  func panel(_ sources: PlotSources) throws -> Panel {
    Panel(title: frame.title, drawing: NetworkDiagram(layers: try layers(sources)))
  }

  private func layers(_ sources: PlotSources) throws -> [NetworkDiagram.Layer] {
    let lookup = try ResultLookup(frame, sources)
    guard let names = json["layers"]?.stringValue, let shapes = json["shapes"]?.stringValue else {
      return Self.layers(of: ModelSummary(try TrainedModel(lookup.result.input).model))
    }
    let (layers, sizes) = (try lookup.texts(names), try lookup.labels(shapes))
    guard layers.count == sizes.count else {
      throw FigureError.mismatchedLengths(
        series: names, counts: "layers: \(layers.count), \(shapes): \(sizes.count)")
    }
    return zip(layers, sizes).map { name, text in
      NetworkDiagram.Layer(
        name, shape: text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) })
    }
  }

  private static func layers(of summary: ModelSummary) -> [NetworkDiagram.Layer] {
    var layers = [
      NetworkDiagram.Layer("input", shape: channelsFirst(summary.inputShape.dimensions))
    ]
    for row in summary.rows where row.kind != "flatten" {
      let shape = channelsFirst(row.outputShape.dimensions)
      // What has no weights and changes no shape belongs to the layer before it.
      if row.parameterCount == 0, shape == layers[layers.count - 1].shape {
        layers[layers.count - 1].name += ", \(row.kind)"
      } else {
        layers.append(NetworkDiagram.Layer(row.name, shape: shape))
      }
    }
    return layers
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
    var table = DataTable(columns: ["layer", "output"].map { DataTable.Column($0) })
    for layer in try layers(sources) {
      table.append([
        .text(layer.name), .text(layer.shape.map(String.init).joined(separator: " × ")),
      ])
    }
    return table
  }
}

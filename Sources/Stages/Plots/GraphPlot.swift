import Artifacts
import Figures
import Pipelines

/// Nodes and arrows: an expression with its values and gradients, or any graph without cycles.
struct GraphPlot: PlotKind {
  static let name = "graph"
  static let noun = "Graph"

  private static func list(_ name: String, _ help: String) -> ParameterField {
    ParameterField(name, .string, .optional, help: help)
  }

  static let fields = [
    ParameterField("title", .string, .defaulted(""), help: "above the panel"),
    PanelParameters.only,
    ParameterField("nodes", .string, .required, help: "the list of the nodes' names"),
    ParameterField(
      "edges", .string, .required,
      help: "a matrix of two columns: the node an edge leaves and the one it reaches, from 0"),
    list("edgeLabels", "a list of texts on the edges"),
    list("captions", "a list of texts below the names"),
    list("above", "a list of texts or numbers above the nodes, such as values"),
    list("below", "a list of texts or numbers below the nodes, such as gradients"),
    ParameterField("aboveMeaning", .string, .defaulted(""), help: "what stands above"),
    ParameterField("belowMeaning", .string, .defaulted(""), help: "what stands below"),
    ParameterField(
      "digits", .integer(IntegerRange(minimum: 0, maximum: 12)), .optional,
      help: "decimal places of numbers above, below and on edges; without it they are exact"),
    list("groups", "a list of whole numbers: nodes of one group share a colour"),
    list("shapes", "a list of 'box' or 'circle'"),
    ParameterField(
      "direction", .choice(["right", "down"]), .defaulted("right"), help: "where edges lead"),
    ParameterField(
      "mostNodes", .integer(IntegerRange(minimum: 2, maximum: 400)), .defaulted(200),
      help: "larger graphs are folded"),
  ]

  private let json: JSONValue
  private let frame: PanelParameters

  init(_ json: JSONValue) throws(StageFailure) {
    self.json = json
    frame = try PanelParameters(json)
  }

  private func text(_ name: String) -> String { json[name]?.stringValue ?? "" }

  var subject: String { frame.title.isEmpty ? text("nodes") : frame.title }

  func panel(_ sources: PlotSources) throws -> Panel {
    let lookup = try ResultLookup(frame, sources)
    let nodes = try nodes(lookup)
    let diagram = GraphDiagram(
      nodes: nodes, edges: try edges(lookup),
      direction: text("direction") == "down" ? .down : .right,
      aboveMeaning: text("aboveMeaning"), belowMeaning: text("belowMeaning"),
      mostNodes: json["mostNodes"]?.integerValue.map { Int($0) } ?? 200)
    return Panel(title: frame.title, drawing: diagram)
  }

  private func nodes(_ lookup: ResultLookup) throws -> [GraphDiagram.Node] {
    let names = try lookup.labels(text("nodes"))
    let columns = try ["captions", "above", "below", "groups", "shapes"].map { field in
      try column(field, count: names.count, lookup)
    }
    return names.enumerated().map { index, name in
      GraphDiagram.Node(
        name, caption: columns[0]?[index] ?? "",
        shape: columns[4]?[index] == "circle" ? .circle : .box, above: columns[1]?[index] ?? "",
        below: columns[2]?[index] ?? "", group: columns[3].flatMap { Int($0[index]) })
    }
  }

  private func column(
    _ field: String, count: Int, _ lookup: ResultLookup
  ) throws -> [String]? {
    guard let name = json[field]?.stringValue else { return nil }
    let digits = json["digits"]?.integerValue.map { Int($0) }
    let texts = try lookup.labels(name, digits: field == "groups" ? nil : digits)
    guard texts.count == count else {
      throw FigureError.mismatchedLengths(
        series: text("nodes"), counts: "nodes: \(count), \(name): \(texts.count)")
    }
    return texts
  }

  private func edges(_ lookup: ResultLookup) throws -> [GraphDiagram.Edge] {
    let name = text("edges")
    let array = try lookup.array(name)
    guard array.dimensions.count == 2, array.dimensions[1] == 2 else {
      throw StageFailure("'\(name)' has the shape \(array.dimensions); edges are rows of two nodes")
    }
    let labels = try column("edgeLabels", count: array.dimensions[0], lookup)
    return try (0..<array.dimensions[0]).map { row in
      guard let from = Int(exactly: array.elements[2 * row]),
        let to = Int(exactly: array.elements[2 * row + 1])
      else { throw StageFailure("row \(row) of '\(name)' is not two whole numbers") }
      return GraphDiagram.Edge(from: from, to: to, label: labels?[row] ?? "")
    }
  }

  /// One row for each node.
  func table(_ sources: PlotSources) throws -> DataTable {
    let lookup = try ResultLookup(frame, sources)
    let nodes = try nodes(lookup)
    var sourceNames = [[String]](repeating: [], count: nodes.count)
    for edge in try edges(lookup)
    where nodes.indices.contains(edge.from) && nodes.indices.contains(edge.to) {
      sourceNames[edge.to].append(nodes[edge.from].name)
    }
    func title(_ field: String, _ otherwise: String) -> String {
      text(field).isEmpty ? otherwise : text(field)
    }
    var columns = ["node", "from"]
    let hasAbove = json["above"] != nil
    let hasBelow = json["below"] != nil
    if hasAbove { columns.append(title("aboveMeaning", "above")) }
    if hasBelow { columns.append(title("belowMeaning", "below")) }
    var table = DataTable(columns: columns.map { DataTable.Column($0) })
    for (node, sources) in zip(nodes, sourceNames) {
      var row: [DataTable.Cell] = [.text(node.name), .text(sources.joined(separator: ", "))]
      if hasAbove { row.append(.text(node.above)) }
      if hasBelow { row.append(.text(node.below)) }
      table.append(row)
    }
    return table
  }
}

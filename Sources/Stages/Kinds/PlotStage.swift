import Artifacts
import Figures
import Ink
import Pipelines

/// Draws a figure, light and dark, and keeps the numbers behind it.
struct PlotStage: Stage {
  static let declaration = StageDeclaration(
    name: "plot", version: 4,
    summary: "Draws a figure from the values of results.",
    inputs: [
      InputSlot(
        "runs", .many, accepts: [], usesLabels: true,
        help: "the results to draw; most kinds draw one series for each"),
      InputSlot(
        "references", .any, accepts: [], usesLabels: true,
        help: "results that the others are compared with, such as horizontal lines"),
    ],
    produces: "figure", outputs: ["light", "dark", "data"],
    parameters: [
      ParameterField("kind", .choice(PlotKinds.names), .defaulted("line"), help: "what it is"),
      ParameterField("title", .string, .required, help: "the title, top left"),
      ParameterField("subtitle", .string, .defaulted(""), help: "setup, in grey below the title"),
      ParameterField(
        "panels", PlotKinds.panelsType, .required,
        help: "the panels, row by row; their parameters depend on the kind"),
      ParameterField(
        "columns", .integer(IntegerRange(minimum: 1, maximum: 20)), .optional,
        help: "panels beside each other; without it as suits their number"),
      ParameterField(
        "share", .list(of: .choice(["x", "y"]), minimumCount: 1), .optional,
        help: "axes that all panels have in common"),
      ParameterField(
        "legend", .choice(["above", "right", "none"]), .optional,
        help: "where the names of series stand; without it beside the lines where they fit"),
      ParameterField(
        "alt", .string, .optional, help: "a description for those who cannot see the figure"),
    ])

  private let title: String
  private let subtitle: String
  private let alternativeText: String?
  private let columns: Int?
  private let shared: [String]
  private let legend: Figure.LegendPlacement
  private let kind: any PlotKind.Type
  private let panels: [any PlotKind]

  init(_ parameters: Parameters) throws(SpecificationError) {
    title = parameters.string("title")
    subtitle = parameters.string("subtitle")
    alternativeText = parameters["alt"]?.stringValue
    columns = parameters["columns"]?.integerValue.map { Int($0) }
    shared = parameters["share"]?.arrayValue?.compactMap(\.stringValue) ?? []
    legend =
      switch parameters["legend"]?.stringValue {
      case "above": .above
      case "right": .right
      case "none": .none
      default: .automatic
      }
    guard let kind = PlotKinds[parameters.string("kind")] else {
      preconditionFailure("the declaration accepts a kind that is not registered")
    }
    self.kind = kind
    var panels: [any PlotKind] = []
    for (index, json) in parameters.list("panels").enumerated() {
      do {
        panels.append(try kind.init(json))
      } catch {
        throw parameters.error(error.description, at: "panels", .index(index))
      }
    }
    self.panels = panels
  }

  var externalQuestion: String? { "the fonts" }

  /// The font decides pixels, so its bytes are part of the key.
  func externalInput(in environment: PlanningEnvironment) throws -> ExternalInput? {
    ExternalInput(identity: Self.identity(try FontSet.load()))
  }

  private static func identity(_ fonts: FontSet) -> JSONValue {
    var hasher = ContentHasher()
    for face in fonts.faces { hasher.update(face.fileBytes) }
    return ["fonts": .string(hasher.finalize().hex)]
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    let fonts = try FontSet.load()
    try context.requireUnchanged(Self.identity(fonts), "the font")
    let sources = try PlotSources(context)
    var figure = Figure(
      title: title, subtitle: subtitle, panels: try panels.map { try $0.panel(sources) },
      columns: columns, legend: legend)
    figure.sharesX = shared.contains("x")
    figure.sharesY = shared.contains("y")
    let pages = [figure, figure.dark]
    let drawn = context.compute.pool.map(over: pages.count, grain: 1) { index in
      Result { try pages[index].render(fonts: fonts) }
    }
    let data: JSONValue = [
      "alt": .string(alternativeText ?? generatedAlternativeText(sources.runs.map(\.label))),
      "table": try Self.table(kind, panels, sources).json,
    ]
    return [
      "light": .figure(try drawn[0].get()), "dark": .figure(try drawn[1].get()),
      "data": .table(data),
    ]
  }

  private static func table<Kind: PlotKind>(
    _ kind: Kind.Type, _ panels: [any PlotKind], _ sources: PlotSources
  ) throws -> DataTable {
    try Kind.table(panels.compactMap { $0 as? Kind }, sources)
  }

  private func generatedAlternativeText(_ labels: [String]) -> String {
    let subjects = panels.map(\.subject).joined(separator: "; ")
    return "\(kind.noun), \(title.lowercased()): \(subjects), for "
      + labels.joined(separator: ", ")
  }
}

extension Figure {
  /// The same figure for dark pages.
  fileprivate var dark: Figure {
    var figure = self
    figure.theme = .dark
    return figure
  }
}

import Artifacts
import Figures
import Ink
import Pipelines

/// Draws a figure, light and dark, and keeps the numbers behind it.
struct PlotStage: Stage {
  static let declaration = StageDeclaration(
    name: "plot", version: 1,
    summary: "Draws a figure from the values of results.",
    inputs: [
      InputSlot(
        "runs", .many, accepts: ["model", "evaluation"], usesLabels: true,
        help: "the results to draw, one series each"),
      InputSlot(
        "references", .any, accepts: ["model", "evaluation"], usesLabels: true,
        help: "results that give horizontal reference lines"),
    ],
    produces: "figure", outputs: ["light", "dark", "data"],
    parameters: [
      ParameterField("kind", .choice(["line"]), .defaulted("line"), help: "the kind of figure"),
      ParameterField("title", .string, .required, help: "the title, top left"),
      ParameterField("subtitle", .string, .defaulted(""), help: "setup, in grey below the title"),
      ParameterField(
        "panels", .list(of: .object(LinePanel.fields), minimumCount: 1), .required,
        help: "the panels from left to right"),
      ParameterField(
        "alt", .string, .optional, help: "a description for those who cannot see the figure"),
    ])

  private let title: String
  private let subtitle: String
  private let alternativeText: String?
  private let panels: [LinePanel]

  init(_ parameters: Parameters) throws(SpecificationError) {
    title = parameters.string("title")
    subtitle = parameters.string("subtitle")
    alternativeText = parameters["alt"]?.stringValue
    panels = parameters.list("panels").map(LinePanel.init)
  }

  /// The font decides pixels, so its bytes are part of the key.
  func externalInput(in environment: PlanningEnvironment) throws -> ExternalInput? {
    ExternalInput(identity: Self.identity(try FontSet.load()))
  }

  private static func identity(_ fonts: FontSet) -> JSONValue {
    ["fonts": .string(Digest(of: fonts.fileBytes).hex)]
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    let fonts = try FontSet.load()
    try context.requireUnchanged(Self.identity(fonts), "the font")
    let runs = try (context.inputs["runs"] ?? []).map { (label: $0.label, try ResultValues($0)) }
    let references = try (context.inputs["references"] ?? []).map {
      (label: $0.label, try ResultValues($0))
    }
    func picture(_ theme: Theme) throws -> Artifact {
      let figure = Figure(
        title: title, subtitle: subtitle,
        panels: try panels.map { try $0.panel(runs: runs, references: references) }, theme: theme)
      return .figure(try figure.render(fonts: fonts))
    }
    let data: JSONValue = [
      "alt": .string(alternativeText ?? generatedAlternativeText(runs.map(\.label))),
      "table": try LinePanel.table(panels, runs: runs).json,
    ]
    return ["light": try picture(.light), "dark": try picture(.dark), "data": .table(data)]
  }

  private func generatedAlternativeText(_ labels: [String]) -> String {
    let what = panels.map { panel in
      let quantity = panel.title.isEmpty ? panel.yLabel : panel.title
      return "\(quantity.lowercased()) against \(panel.xLabel)"
    }
    return "Line plot, \(title.lowercased()): \(what.joined(separator: "; ")), for "
      + labels.joined(separator: ", ")
  }
}

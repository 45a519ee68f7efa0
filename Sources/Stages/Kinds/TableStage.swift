import Artifacts
import Pipelines

/// Collects values of several results into a table.
struct TableStage: Stage {
  static let declaration = StageDeclaration(
    name: "table", version: 2,
    summary: "Collects values of results into a table, shown as HTML, Markdown and CSV.",
    inputs: [
      InputSlot(
        "rows", .many, accepts: [], usesLabels: true,
        help: "the results; one row each, or one row per element where a result holds lists")
    ],
    produces: "table", outputs: ["table"],
    parameters: [
      ParameterField(
        "columns", .list(of: .object(columnFields), minimumCount: 1), .required,
        help: "the columns from left to right"),
      ParameterField(
        "rowLabels", .map(of: .string), .defaulted(.object([:])),
        help: "other labels for inputs; {name} stands for a value of the row"),
    ])

  private static let columnFields = [
    ParameterField("title", .string, .required, help: "the heading of the column"),
    ParameterField(
      "value", .string, .optional,
      help: "what the column shows: 'label', a matrix variable, or a value of the result"),
    ParameterField(
      "digits", .integer(IntegerRange(minimum: 0, maximum: 12)), .optional,
      help: "decimal places; without it numbers are shown exactly"),
    ParameterField(
      "scientific", .boolean, .defaulted(false), help: "shows numbers with a power of ten"),
    ParameterField(
      "markFrom", .number, .optional, help: "numbers from here on are set in bold"),
    ParameterField(
      "total", .boolean, .defaulted(false), help: "whether a last row shows the sum of the column"),
    ParameterField(
      "published", .map(of: .number), .optional,
      help: "published numbers by row label, to stand beside ours"),
  ]

  private struct Column {
    var value: String?
    var shown: DataTable.Column
    var hasTotal: Bool
    var published: [String: Double]
  }

  private let columns: [Column]
  private let rowLabels: [String: String]

  init(_ parameters: Parameters) throws(SpecificationError) {
    var columns: [Column] = []
    for (index, json) in parameters.list("columns").enumerated() {
      var published: [String: Double] = [:]
      for (label, number) in json["published"]?.objectValue ?? [:] {
        published[label] = number.doubleValue
      }
      let column = Column(
        value: json["value"]?.stringValue,
        shown: DataTable.Column(
          json["title"]?.stringValue ?? "", digits: json["digits"]?.doubleValue.map { Int($0) },
          isScientific: json["scientific"]?.boolValue ?? false,
          markedFrom: json["markFrom"]?.doubleValue),
        hasTotal: json["total"]?.boolValue ?? false, published: published)
      guard (column.value != nil) != (json["published"] != nil) else {
        throw parameters.error(
          "the column '\(column.shown.title)' needs either 'value' or 'published'",
          at: "columns", .index(index))
      }
      columns.append(column)
    }
    self.columns = columns
    rowLabels = (parameters["rowLabels"]?.objectValue ?? [:]).reduce(into: [:]) {
      $0[$1.name] = $1.value.stringValue
    }
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    var table = DataTable(columns: columns.map(\.shown))
    for input in context.inputs["rows"] ?? [] {
      for row in try rows(of: input) { table.append(row) }
    }
    if columns.contains(where: \.hasTotal) { table.append(totals(of: table)) }
    return ["table": .table(table.json)]
  }

  /// The sums of the columns that have one, named in the first column that has none.
  private func totals(of table: DataTable) -> [DataTable.Cell] {
    let name = columns.firstIndex { !$0.hasTotal }
    return columns.indices.map { column in
      guard columns[column].hasTotal else { return .text(column == name ? "total" : "") }
      return .number(
        table.rows.reduce(0) { sum, row in
          if case .number(let value) = row[column] { sum + value } else { sum }
        })
    }
  }

  /// One row, or one for each element if the columns name lists.
  private func rows(of input: StageInput) throws -> [[DataTable.Cell]] {
    let values = try ResultValues(input)
    let names = columns.compactMap(\.value).filter { $0 != "label" }
    let template = rowLabels[input.label] ?? input.label
    let counts = Set((names + Self.placeholders(in: template)).compactMap(values.count))
    guard counts.count <= 1 else {
      throw StageFailure(
        "the columns name lists of different lengths (\(counts.sorted())) in '\(input.cell)'")
    }
    return try (0..<(counts.first ?? 1)).map { index in
      let label = try Self.filled(template) { name in
        try values.text(name, at: index)
      }
      return try columns.map { column in
        guard let name = column.value else {
          return column.published[label].map(DataTable.Cell.number) ?? .missing
        }
        return name == "label" ? .text(label) : try values.cell(name, at: index)
      }
    }
  }

  private static func placeholders(in template: String) -> [String] {
    template.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
      part in
      part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
  }

  private static func filled(
    _ template: String, _ value: (String) throws -> String
  ) throws -> String {
    var result = template
    for name in placeholders(in: template) {
      guard let range = result.firstRange(of: "{\(name)}") else { continue }
      result.replaceSubrange(range, with: try value(name))
    }
    return result
  }
}

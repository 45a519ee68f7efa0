/// A table as stages make it and reports show it: named columns, rows of numbers and texts.
public struct DataTable: Hashable, Sendable {
  public struct Column: Hashable, Sendable {
    public var title: String
    /// Decimal places to show; nil shows numbers in their shortest exact form.
    public var digits: Int?
    /// Whether numbers are shown with a power of ten.
    public var isScientific: Bool
    /// Numbers from here on are marked; nil for none.
    public var markedFrom: Double?

    public init(
      _ title: String, digits: Int? = nil, isScientific: Bool = false, markedFrom: Double? = nil
    ) {
      self.title = title
      self.digits = digits
      self.isScientific = isScientific
      self.markedFrom = markedFrom
    }
  }

  /// One cell; `missing` is shown as a dash.
  public enum Cell: Hashable, Sendable {
    case text(String)
    case number(Double)
    case missing
  }

  public var columns: [Column]
  public private(set) var rows: [[Cell]] = []

  public init(columns: [Column]) { self.columns = columns }

  /// Appends a row.
  ///
  /// - Precondition: it has one cell per column.
  public mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "a row needs one cell per column")
    rows.append(row)
  }

  /// A cell as a reader sees it: numbers with the digits of their column and a true minus sign.
  public func displayText(row: Int, column: Int) -> String {
    switch rows[row][column] {
    case .text(let text): text
    case .missing: "–"
    case .number(let value):
      columns[column].isScientific
        ? DecimalText.scientific(value, digits: columns[column].digits ?? 2)
        : DecimalText.display(value, digits: columns[column].digits)
    }
  }

  /// Whether a cell holds a number that its column marks, so that it is set in bold.
  public func isMarked(row: Int, column: Int) -> Bool {
    guard let least = columns[column].markedFrom, case .number(let value) = rows[row][column] else {
      return false
    }
    return value >= least
  }

  /// Whether a column holds numbers only, so that it is set flush right.
  public func isNumeric(column: Int) -> Bool {
    rows.contains { if case .number = $0[column] { true } else { false } }
      && !rows.contains { if case .text = $0[column] { true } else { false } }
  }
}

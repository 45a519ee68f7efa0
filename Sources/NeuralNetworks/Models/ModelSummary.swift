import Tensors

/// The table of a model as people know it: layer, output shape, parameters, multiply-adds.
public struct ModelSummary: Equatable, Sendable {
  public struct Row: Equatable, Sendable {
    public let name: String
    public let kind: String
    public let outputShape: Shape
    public let parameterCount: Int
    public let multiplyAdds: Int
  }

  public let inputShape: Shape
  public let rows: [Row]
  public let parameterCount: Int
  public let multiplyAdds: Int

  public init(_ model: Model) {
    inputShape = model.inputShape
    rows = model.layers.map {
      Row(
        name: $0.name, kind: $0.specification.kind, outputShape: $0.outputShape,
        parameterCount: $0.parameterCount, multiplyAdds: $0.multiplyAdds)
    }
    parameterCount = model.parameterCount
    multiplyAdds = model.multiplyAdds
  }
}

extension ModelSummary: CustomStringConvertible {
  /// Aligned columns with a header and a line of totals.
  public var description: String {
    let table =
      [["layer", "output", "parameters", "multiply-adds"]]
      + rows.map {
        [
          $0.name, "\($0.outputShape)", Self.grouped($0.parameterCount),
          Self.grouped($0.multiplyAdds),
        ]
      } + [["total", "", Self.grouped(parameterCount), Self.grouped(multiplyAdds)]]
    let widths = (0..<4).map { column in table.map { $0[column].count }.max() ?? 0 }
    return table.map { row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return column < 2 ? cell.0 + padding : padding + cell.0
      }
      return cells.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  /// 1250858 as 1,250,858.
  private static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return String(
      digits.enumerated().flatMap { index, digit -> [Character] in
        let remaining = digits.count - index
        return index > 0 && remaining.isMultiple(of: 3) ? [",", digit] : [digit]
      })
  }
}

import Artifacts

/// Expands the `matrix` of a stage into its cells.
enum MatrixExpansion {
  /// The bindings of every cell, in file order.
  ///
  /// - An object of lists is a product; the last variable runs fastest.
  /// - A list of objects gives the rows themselves.
  static func cells(
    of matrix: SpecificationNode, stage: String, _ collector: inout DiagnosticCollector
  ) -> [[Binding]] {
    let cells: [[Binding]]
    switch matrix.content {
    case .object(let variables):
      cells = variables.reduce([[]]) { partial, variable in
        let (name, member) = variable
        guard let values = member.value.array, !values.isEmpty else {
          collector.report(
            "matrix variable '\(name)' of stage '\(stage)' must be a list of values, not "
              + (member.value.array == nil ? member.value.kindName : "an empty one"),
            at: member.value.location)
          return partial
        }
        return partial.flatMap { bindings in
          values.map { bindings + [Binding(name: name, value: $0.json)] }
        }
      }
    case .array(let rows) where !rows.isEmpty:
      cells = rows.map { row in
        guard let members = row.members, !members.isEmpty else {
          collector.report(
            "a matrix row of stage '\(stage)' must be an object, not \(row.kindName)",
            at: row.location)
          return []
        }
        return members.map { Binding(name: $0.key, value: $0.value.value.json) }
      }
    default:
      collector.report(
        "the matrix of stage '\(stage)' must be an object of lists or a list of objects",
        at: matrix.location)
      return []
    }
    let names = cells.map { $0.map(\.description).joined(separator: ",") }
    if let double = names.indices.first(where: { names[..<$0].contains(names[$0]) }) {
      collector.report(
        "the matrix of stage '\(stage)' has the cell [\(names[double])] twice",
        at: matrix.location)
    }
    return cells
  }
}

import Artifacts
import Pipelines

extension StageInput {
  /// The values of the result, for texts that quote them.
  ///
  /// - Throws: `StoreError` if it cannot be read.
  public func namedValues() throws -> any NamedValues { try ResultValues(self) }
}

extension ResultValues: NamedValues {
  func value(_ name: String) throws -> DataTable.Cell {
    if let count = count(name) {
      throw StageFailure(
        "'\(name)' of '\(cell)' holds \(count) values; choose one, such as '\(name)[-1]'")
    }
    return try cell(name, at: 0)
  }
}

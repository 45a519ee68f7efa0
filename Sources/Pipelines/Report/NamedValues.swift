import Artifacts

/// The values that a result holds, under the names that plots, tables and texts use.
///
/// What a result means is known to those who make the stages, so they bring this.
public protocol NamedValues {
  /// One value; `missing` where the result says that there is none.
  ///
  /// - Throws: `StageFailure` for a name that the result does not have, or that stands for several values.
  func value(_ name: String) throws -> DataTable.Cell
}

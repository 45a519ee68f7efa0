/// A place in a pipeline file, counted from 1 as editors do.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  public var file: String
  public var line: Int
  public var column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `pipelines/x.json:14:22`, the form that editors and terminals make clickable.
  public var description: String { "\(file):\(line):\(column)" }
}

/// The first place, in the order of the canonical text, at which two tables differ.
public struct TableDifference: Equatable, Sendable {
  /// `$` for the whole, then names and indices: `$.rows[3][1]`.
  public let path: String
  /// What is there; nil where nothing is.
  public let left: JSONValue?
  public let right: JSONValue?

  /// Nil if the two are equal.
  public init?(_ left: JSONValue, _ right: JSONValue) {
    guard left != right else { return nil }
    (path, self.left, self.right) = Self.firstDifference(left, right, "$")
  }

  private static func firstDifference(
    _ left: JSONValue?, _ right: JSONValue?, _ path: String
  ) -> (String, JSONValue?, JSONValue?) {
    switch (left, right) {
    case (.object(let a)?, .object(let b)?):
      var names = NameTable<Void>()
      for name in a.names + b.names { names[name] = () }
      if let name = names.names.first(where: { a[$0] != b[$0] }) {
        return firstDifference(a[name], b[name], "\(path).\(name)")
      }
    case (.array(let a)?, .array(let b)?):
      if let index = (0..<max(a.count, b.count)).first(where: { left?[$0] != right?[$0] }) {
        return firstDifference(left?[index], right?[index], "\(path)[\(index)]")
      }
    default: break
    }
    return (path, left, right)
  }
}

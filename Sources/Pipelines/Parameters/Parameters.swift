import Artifacts

/// The checked parameters of one stage, with all defaults filled in.
///
/// The readers trap only when a stage asks for a parameter that its own declaration does not have,
/// or as another type than it declared: whatever a pipeline file says has been checked before.
public struct Parameters: Sendable {
  /// The values by name; this is what enters the stage key.
  public let values: JSONObject
  /// Where they stand in the pipeline file.
  public let node: SpecificationNode

  public init(values: JSONObject, node: SpecificationNode) {
    self.values = values
    self.node = node
  }

  public subscript(name: String) -> JSONValue? { values[name] }

  public func integer(_ name: String) -> Int {
    guard case .integer(let value)? = values[name] else { undeclared(name, "an integer") }
    return Int(value)
  }

  public func number(_ name: String) -> Double {
    guard let value = values[name]?.doubleValue else { undeclared(name, "a number") }
    return value
  }

  public func string(_ name: String) -> String {
    guard case .string(let value)? = values[name] else { undeclared(name, "a string") }
    return value
  }

  public func boolean(_ name: String) -> Bool {
    guard case .bool(let value)? = values[name] else { undeclared(name, "a boolean") }
    return value
  }

  public func list(_ name: String) -> [JSONValue] {
    guard case .array(let values)? = values[name] else { undeclared(name, "a list") }
    return values
  }

  /// An error that points at a parameter, for rules between parameters that types cannot state.
  ///
  /// - Parameter path: member names and list positions below the stage's `with`; as much of it as
  ///   exists in the file is followed.
  public func error(_ message: String, at path: PathStep...) -> SpecificationError {
    SpecificationError(message, at: location(of: path))
  }

  /// The place of the value at `path`, or of the deepest part of the path that the file has.
  public func location(of path: [PathStep]) -> SourceLocation {
    var current = node
    for step in path {
      switch step {
      case .name(let name):
        guard let next = current[name] else { return current.location }
        current = next
      case .index(let index):
        guard let elements = current.array, elements.indices.contains(index) else {
          return current.location
        }
        current = elements[index]
      }
    }
    return current.location
  }

  private func undeclared(_ name: String, _ type: String) -> Never {
    preconditionFailure("the stage's declaration has no parameter '\(name)' that is \(type)")
  }
}

/// One step down into the parameters of a stage.
public enum PathStep: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  case name(String)
  case index(Int)

  public init(stringLiteral value: String) { self = .name(value) }
  public init(integerLiteral value: Int) { self = .index(value) }
}

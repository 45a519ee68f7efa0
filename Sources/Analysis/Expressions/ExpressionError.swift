/// What can be wrong with an expression or its values. Columns count characters of the text from 1.
public enum ExpressionError: Error, Equatable, Sendable {
  case unexpected(found: String, expected: String, column: Int)
  case unknownFunction(String, column: Int)
  case wrongArgumentCount(function: String, found: Int, needed: String, column: Int)
  /// A name that is defined twice, or after it was used as an input.
  case redefined(String, column: Int)
  case unusedDefinition(String, column: Int)
  case tooDeep(limit: Int, column: Int)
  case noOperation
  case missingValues([String])
  case unusedValues([String], known: [String])
  /// NaN or infinity at a node.
  case notFinite(text: String, what: String)
}

extension ExpressionError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unexpected(let found, let expected, let column):
      "column \(column): found \(found); expected is \(expected)"
    case .unknownFunction(let name, let column):
      "column \(column): there is no function '\(name)'; there are "
        + ScalarExpression.Function.allCases.map(\.rawValue).joined(separator: ", ")
    case .wrongArgumentCount(let function, let found, let needed, let column):
      "column \(column): '\(function)' takes \(needed), not \(found)"
    case .redefined(let name, let column):
      "column \(column): '\(name)' already stands for something else; take another name"
    case .unusedDefinition(let name, let column):
      "column \(column): '\(name)' is defined but not used"
    case .tooDeep(let limit, let column):
      "column \(column): nested more than \(limit) deep"
    case .noOperation:
      "nothing is computed; write an operation, such as 'w * x'"
    case .missingValues(let names):
      "no value is given for \(Self.list(names))"
    case .unusedValues(let names, let known):
      "\(Self.list(names)) \(names.count == 1 ? "does" : "do") not occur in the expression; "
        + (known.isEmpty ? "it has no inputs" : "its inputs are \(Self.list(known))")
    case .notFinite(let text, let what):
      "the \(what) of '\(text)' is infinite or not a number"
    }
  }

  private static func list(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(separator: ", ")
  }
}

/// A scalar expression of named inputs as a graph of its operations, each after what it is made of.
///
/// ```
/// q = x + y; q * z
/// ```
///
/// Operators are `+ - * /` and `^` with a whole exponent; functions `exp`, `log`, `tanh`, `sigmoid`,
/// `relu` and `max` of two or more arguments. `^` binds strongest, then the sign, so that `-x^2` is
/// `-(x^2)`. Before the last expression stand definitions, each with a semicolon; what is defined is
/// one node, however often it is used, and so is an input. Every operation and every constant that is
/// written is a node of its own.
public struct ScalarExpression: Equatable, Sendable {
  public struct Node: Equatable, Sendable {
    public let operation: Operation
    /// The places of the operands in ``ScalarExpression/nodes``, in the order of the text.
    public let operands: [Int]
    /// What was written: the name of a definition, or the part of the text.
    public let text: String
  }

  /// From an operand to the operation that uses it.
  public struct Edge: Equatable, Sendable {
    public let from: Int
    public let to: Int
  }

  /// Inputs and constants in the order of the text, then the operations in the order in which they can
  /// be evaluated; the result is the last one.
  public let nodes: [Node]

  /// Takes a text apart.
  ///
  /// - Throws: ``ExpressionError`` with the column of the mistake.
  public init(_ text: String) throws(ExpressionError) {
    var parser = try ExpressionParser(text)
    nodes = try parser.parse()
  }

  /// The names of the inputs in the order of the text.
  public var inputs: [String] {
    nodes.compactMap { node in
      if case .input(let name) = node.operation { name } else { nil }
    }
  }

  /// Each operand of each operation, in the order of ``nodes``. An operand used twice by one operation
  /// has two edges.
  public var edges: [Edge] {
    nodes.indices.flatMap { to in nodes[to].operands.map { Edge(from: $0, to: to) } }
  }
}

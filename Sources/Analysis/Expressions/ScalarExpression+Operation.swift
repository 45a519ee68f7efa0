import Tensors

extension ScalarExpression {
  /// What a node does.
  public enum Operation: Equatable, Sendable {
    case input(String)
    case constant(Double)
    case add
    case subtract
    case multiply
    case divide
    case negate
    case power(Int)
    case function(Function)
  }

  public enum Function: String, CaseIterable, Equatable, Sendable {
    case exp
    case log
    case tanh
    case sigmoid
    case relu
    /// Of two or more arguments; where several are largest, the first of them counts.
    case max
  }
}

extension ScalarExpression.Operation {
  /// The value of an operation.
  ///
  /// - Precondition: it is no input, and has as many operands as it takes.
  func value(of operands: [Double]) -> Double {
    switch self {
    case .input(let name): preconditionFailure("the input '\(name)' is not computed")
    case .constant(let value): value
    case .add: operands[0] + operands[1]
    case .subtract: operands[0] - operands[1]
    case .multiply: operands[0] * operands[1]
    case .divide: operands[0] / operands[1]
    case .negate: -operands[0]
    case .power(let exponent): Elementary.power(operands[0], exponent)
    case .function(let function): function.value(of: operands)
    }
  }

  /// The derivative of the operation's value with respect to each operand.
  func derivatives(of operands: [Double], value: Double) -> [Double] {
    switch self {
    case .input, .constant: []
    case .add: [1, 1]
    case .subtract: [1, -1]
    case .multiply: [operands[1], operands[0]]
    case .divide: [1 / operands[1], -value / operands[1]]
    case .negate: [-1]
    case .power(0): [0]
    case .power(let exponent):
      [Double(exponent) * Elementary.power(operands[0], exponent - 1)]
    case .function(let function): function.derivatives(of: operands, value: value)
    }
  }
}

extension ScalarExpression.Function {
  /// How many arguments are accepted.
  var argumentCounts: ClosedRange<Int> { self == .max ? 2...Int.max : 1...1 }

  fileprivate func value(of operands: [Double]) -> Double {
    switch self {
    case .exp: Elementary.exp(operands[0])
    case .log: Elementary.log(operands[0])
    case .tanh: Elementary.tanh(operands[0])
    case .sigmoid: Elementary.sigmoid(operands[0])
    case .relu: operands[0] > 0 ? operands[0] : 0
    case .max: operands.dropFirst().reduce(operands[0]) { $1 > $0 ? $1 : $0 }
    }
  }

  fileprivate func derivatives(of operands: [Double], value: Double) -> [Double] {
    switch self {
    case .exp: return [value]
    case .log: return [1 / operands[0]]
    case .tanh: return [1 - value * value]
    case .sigmoid: return [value * (1 - value)]
    case .relu: return [operands[0] > 0 ? 1 : 0]
    case .max:
      let largest = operands.firstIndex(of: value)
      return operands.indices.map { $0 == largest ? 1 : 0 }
    }
  }
}

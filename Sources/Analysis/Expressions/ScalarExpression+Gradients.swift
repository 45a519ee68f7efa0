extension ScalarExpression {
  /// The numbers at every node of an expression.
  public struct Evaluation: Equatable, Sendable {
    /// By node.
    public let values: [Double]
    /// The derivative of the result with respect to each node.
    public let gradients: [Double]
    /// By edge: the derivative of an operation with respect to the one operand, all others held.
    public let derivatives: [Double]

    public var result: Double { values[values.count - 1] }
  }

  /// Values from the inputs to the result, then gradients back along the edges (reverse accumulation:
  /// S. Linnainmaa, "Taylor expansion of the accumulated rounding error", 1976): the gradient of a node
  /// is the sum over its uses of the gradient there times the derivative of the edge.
  ///
  /// - Parameter inputs: a number for each of ``inputs``, by name.
  /// - Throws: ``ExpressionError/missingValues(_:)``, ``ExpressionError/unusedValues(_:known:)`` or
  ///   ``ExpressionError/notFinite(text:what:)``.
  public func evaluate(_ inputs: [String: Double]) throws(ExpressionError) -> Evaluation {
    try checkNames(inputs)
    var values: [Double] = []
    var derivatives: [Double] = []
    for node in nodes {
      let operands = node.operands.map { values[$0] }
      var value: Double
      if case .input(let name) = node.operation {
        value = inputs[name] ?? .nan
      } else {
        value = node.operation.value(of: operands)
      }
      // A negative zero would be shown as one.
      value += 0
      guard value.isFinite else { throw .notFinite(text: node.text, what: "value") }
      values.append(value)
      derivatives += node.operation.derivatives(of: operands, value: value)
    }
    return Evaluation(
      values: values, gradients: try gradients(derivatives), derivatives: derivatives)
  }

  private func gradients(_ derivatives: [Double]) throws(ExpressionError) -> [Double] {
    var gradients = [Double](repeating: 0, count: nodes.count)
    gradients[nodes.count - 1] = 1
    for (edge, derivative) in zip(edges, derivatives).reversed() {
      gradients[edge.from] += gradients[edge.to] * derivative
    }
    for (node, gradient) in zip(nodes, gradients) where !gradient.isFinite {
      throw .notFinite(text: node.text, what: "gradient")
    }
    return gradients
  }

  private func checkNames(_ values: [String: Double]) throws(ExpressionError) {
    let missing = inputs.filter { values[$0] == nil }
    guard missing.isEmpty else { throw .missingValues(missing) }
    let known = inputs
    let unused = values.keys.filter { !known.contains($0) }.sorted()
    guard unused.isEmpty else { throw .unusedValues(unused, known: known) }
  }
}

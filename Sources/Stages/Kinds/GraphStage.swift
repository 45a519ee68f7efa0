import Analysis
import Artifacts
import Pipelines

/// An expression as a graph, with the value and the gradient at every node.
struct GraphStage: Stage {
  static let declaration = StageDeclaration(
    name: "graph", version: 1,
    summary: "Evaluates an expression of named numbers, and its gradient at every node.",
    produces: "values", outputs: ["values"],
    parameters: [
      ParameterField(
        "expression", .string, .required,
        help: "such as \"q = x + y; max(q, 2) * z^2\", with + - * / ^, "
          + ScalarExpression.Function.allCases.map(\.rawValue).joined(separator: ", ")),
      ParameterField(
        "values", .map(of: .number), .required, help: "the number of each input, by name"),
    ])

  private let expression: ScalarExpression
  private let evaluation: ScalarExpression.Evaluation

  init(_ parameters: Parameters) throws(SpecificationError) {
    do {
      expression = try ScalarExpression(parameters.string("expression"))
    } catch {
      throw parameters.error("\(error)", at: "expression")
    }
    let values = (parameters["values"]?.objectValue ?? [:]).reduce(into: [:]) {
      $0[$1.name] = $1.value.doubleValue
    }
    do {
      evaluation = try expression.evaluate(values)
    } catch {
      throw parameters.error("\(error)", at: "values")
    }
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    let nodes = expression.nodes
    func texts(_ text: (ScalarExpression.Node) -> String) -> JSONValue {
      .array(nodes.map { .string(text($0)) })
    }
    func numbers(_ list: [Double]) -> JSONValue { .array(list.map(JSONValue.number)) }
    let edges = expression.edges.map { edge in
      JSONValue.array([.integer(Int64(edge.from)), .integer(Int64(edge.to))])
    }
    return [
      "values": .table([
        "values": [
          "node": texts(\.symbol),
          "text": texts(\.text),
          "shape": texts { $0.operands.isEmpty ? "box" : "circle" },
          "group": .array(nodes.indices.map { .integer(Int64(group(ofNode: $0))) }),
          "value": numbers(evaluation.values),
          "gradient": numbers(evaluation.gradients),
          "edge": .array(edges),
          "derivative": numbers(evaluation.derivatives),
          "result": .number(evaluation.result),
        ]
      ])
    ]
  }

  /// The colour of a node: inputs, constants, operations and the result differ.
  private func group(ofNode place: Int) -> Int {
    if place == expression.nodes.count - 1 { return 1 }
    return switch expression.nodes[place].operation {
    case .input: 0
    case .constant: 3
    default: 2
    }
  }
}

extension ScalarExpression.Node {
  /// What stands in the node of a drawing.
  fileprivate var symbol: String {
    switch operation {
    case .input(let name): Self.subscripted(name)
    case .constant: text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
    case .add: "+"
    case .subtract: "\u{2212}"
    case .multiply: "\u{00D7}"
    case .divide: "/"
    case .negate: "\u{2212}( )"
    case .power(let exponent):
      "( )^{" + (exponent < 0 ? "\u{2212}" : "") + "\(exponent.magnitude)}"
    case .function(let function): function.rawValue
    }
  }

  /// Digits at the end of a name are its index: `w1` is w with a subscript.
  private static func subscripted(_ name: String) -> String {
    let stem = name.reversed().drop { $0.isNumber }.reversed().map(String.init).joined()
    return stem.count == name.count ? name : "\(stem)_{\(name.dropFirst(stem.count))}"
  }
}

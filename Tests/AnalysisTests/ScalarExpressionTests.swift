import Testing

@testable import Analysis

@Suite("Expressions as graphs")
struct ScalarExpressionTests {
  @Test("the exercise of f = (w1 x1 + w2 x2 + w0)^2 comes out as published, number by number")
  func publishedExercise() throws {
    // Activations and gradients of "Neural networks on paper", an exercise of a course of 2018.
    let expression = try ScalarExpression("(w1*x1 + w2*x2 + w0)^2")
    let evaluation = try expression.evaluate(["w0": -3, "w1": 2, "w2": -2, "x1": -2, "x2": -1])
    #expect(expression.inputs == ["w1", "x1", "w2", "x2", "w0"])
    #expect(evaluation.values == [2, -2, -2, -1, -3, -4, 2, -2, -5, 25])
    #expect(evaluation.gradients == [20, -20, 10, 20, -10, -10, -10, -10, -10, 1])
    #expect(
      expression.nodes.suffix(5).map(\.text) == [
        "w1*x1", "w2*x2", "w1*x1 + w2*x2", "w1*x1 + w2*x2 + w0", "(w1*x1 + w2*x2 + w0)^2",
      ])
  }

  @Test("a sigmoid neuron, written out and as a function, has the gradients of the calculus")
  func sigmoidNeuron() throws {
    // s (1 - s) times the derivatives of z = 1, by Python's decimal module with 30 digits.
    let values = ["w0": 2.0, "x0": -1, "w1": -3, "x1": -2, "b": -3]
    let expected = [
      -0.196611933241481852, 0.393223866482963704, -0.393223866482963704, -0.589835799724445556,
      0.196611933241481852,
    ]
    for text in [
      "sigmoid(w0*x0 + w1*x1 + b)", "z = w0*x0 + w1*x1 + b; 1 / (1 + exp(-z))",
      "z = w0*x0 + w1*x1 + b; (1 + tanh(z/2)) / 2", "exp(-log(1 + exp(-(w0*x0 + w1*x1 + b))))",
    ] {
      let expression = try ScalarExpression(text)
      let evaluation = try expression.evaluate(values)
      #expect(abs(evaluation.result - 0.731058578630004879) < 1e-15, "\(text)")
      let gradients = zip(expression.nodes, evaluation.gradients)
        .filter { expression.inputs.contains($0.0.text) }.map(\.1)
      for (gradient, value) in zip(gradients, expected) {
        #expect(abs(gradient - value) < 1e-15, "\(text): \(gradients)")
      }
    }
  }

  @Test(
    "gradients are those of central differences, for every operation",
    arguments: [
      "a + b*a", "a - b - a*a", "a*b*b", "a/b - b/a", "-a*b", "a^3 + b^-2 + a^0", "exp(a*b)",
      "log(a + b^2)", "tanh(a*b)", "sigmoid(a - b)", "relu(a) + relu(-b) + relu(b)",
      "max(a, b) * max(b, a, 3)", "q = a*b; q + q^2 + a",
    ])
  func finiteDifferences(text: String) throws {
    let expression = try ScalarExpression(text)
    let point = ["a": 0.75, "b": -1.25].filter { expression.inputs.contains($0.key) }
    let evaluation = try expression.evaluate(point)
    for (node, gradient) in zip(expression.nodes, evaluation.gradients) {
      guard case .input(let name) = node.operation, let center = point[name] else { continue }
      func result(at value: Double) throws -> Double {
        try expression.evaluate(point.merging([name: value]) { $1 }).result
      }
      let difference = try (result(at: center + 0x1p-20) - result(at: center - 0x1p-20)) / 0x1p-19
      #expect(abs(difference - gradient) < 1e-8 * max(1, abs(gradient)), "d/d\(name) of \(text)")
    }
  }

  @Test(
    "operators bind as in mathematics",
    arguments: [
      ("8 - x - 2", 3.0), ("8 / x / 4", 2.0 / 3), ("2 + x * 4", 14.0), ("-x^2", -9.0),
      ("(-x)^2", 9.0),
      ("x * -2", -6.0), ("--x", 3.0), ("x^-1 * 3", 1.0), ("2e1 * x - .5", 59.5), ("x - -2", 5.0),
      ("q = x + 1; r = q; q * r", 16.0), ("f = 2 * x", 6.0), ("-2^2 * x", -12.0),
    ] as [(String, Double)])
  func precedence(text: String, value: Double) throws {
    #expect(try ScalarExpression(text).evaluate(["x": 3]).result == value)
  }

  @Test("inputs and definitions are one node however often they are used; gradients add up")
  func sharing() throws {
    let shared = try ScalarExpression("q = x*y; q + q^2")
    #expect(shared.nodes.map(\.text) == ["x", "y", "q", "q^2", "q + q^2"])
    #expect(
      shared.edges.map { [$0.from, $0.to] } == [[0, 2], [1, 2], [2, 3], [2, 4], [3, 4]])
    let evaluation = try shared.evaluate(["x": 2, "y": 3])
    // 1 + 2 q, on two ways.
    #expect(evaluation.gradients == [39, 26, 13, 1, 1])
    #expect(evaluation.derivatives == [3, 2, 12, 1, 1])
    #expect(try ScalarExpression("x*y + (x*y)^2").nodes.count == 6)
    let square = try ScalarExpression("x*x")
    #expect(square.edges.count == 2)
    #expect(try square.evaluate(["x": 5]).gradients == [10, 1])
  }

  @Test("where a function has a corner, one side is taken, and the first of equals")
  func corners() throws {
    #expect(try ScalarExpression("relu(x)").evaluate(["x": 0]).gradients == [0, 1])
    #expect(
      try ScalarExpression("max(x, y)").evaluate(["x": 2, "y": 2]).gradients == [1, 0, 1])
  }

  @Test("no zero comes out negative")
  func zeros() throws {
    let evaluation = try ScalarExpression("-x * y").evaluate(["x": 0, "y": -2])
    #expect((evaluation.values + evaluation.gradients).allSatisfy { $0 != 0 || $0.sign == .plus })
  }

  @Test(
    "a mistake is named with its column",
    arguments: [
      ("w * ", "column 5: found the end; expected is a number, a name or '('"),
      ("(w + 1", "column 7: found the end; expected is an operator or ')'"),
      ("w + 1)", "column 6: found ')'; expected is an operator or the end"),
      ("w $ 1", "column 3: found '$'"), ("w x", "column 3: found 'x'; expected is an operator"),
      ("w^x", "column 3: found 'x'; expected is a whole number"),
      ("w^2.5", "column 3: found '2.5'; expected is a whole number"),
      ("w^2^3", "column 4: found '^'; expected is parentheses"),
      ("w^99999999999999999999", "expected is a whole number"),
      ("1.2.3 * w", "column 4: found '.3'"), (". * w", "column 1: found '.'"),
      ("w * 1e999", "column 5: found '1e999'; expected is a number"),
      ("2 * sin(w)", "column 5: there is no function 'sin'; there are exp, log"),
      ("exp", "column 4: found the end; expected is '(' behind the function 'exp'"),
      ("max(w)", "column 1: 'max' takes two arguments or more, not 1"),
      ("exp(w, 2)", "column 1: 'exp' takes one argument, not 2"), ("exp()", "column 5: found ')'"),
      ("q = 2*w; w * 2", "column 1: 'q' is defined but not used"),
      ("q = w*2; q = w*3; q", "column 10: 'q' already stands for something else"),
      ("q = q*2; q", "column 1: 'q' already stands"), ("max = w*2; max", "column 1: 'max' already"),
      ("w*2; w", "column 4: found ';'"), ("w", "nothing is computed"),
      ("", "column 1: found the end"),
      ("w = ", "column 5: found the end"), ("q = w*2;", "column 9: found the end"),
    ])
  func mistakes(text: String, message: String) {
    #expect {
      try ScalarExpression(text)
    } throws: { "\($0)".contains(message) }
  }

  @Test("nesting ends with an error and not with the stack, of brackets, signs and calls")
  func depth() throws {
    for (open, close) in [("(", ")"), ("-", ""), ("exp(", ")")] {
      func text(_ depth: Int) -> String {
        String(repeating: open, count: depth) + "x" + String(repeating: close, count: depth)
      }
      #expect(throws: ExpressionError.tooDeep(limit: 100, column: 101 * open.count + 1)) {
        try ScalarExpression(text(100_000))
      }
      #expect(throws: Never.self) { try ScalarExpression(text(100) + " + 1") }
    }
    let long = "x" + String(repeating: " + x", count: 2_000)
    #expect(try ScalarExpression(long).evaluate(["x": 1]).gradients[0] == 2_001)
  }

  @Test("values that are missing, that nothing uses, or that give no number are errors")
  func values() throws {
    let expression = try ScalarExpression("log(x) / y")
    #expect(throws: ExpressionError.missingValues(["x", "y"])) { try expression.evaluate([:]) }
    #expect(throws: ExpressionError.unusedValues(["z"], known: ["x", "y"])) {
      try expression.evaluate(["x": 1, "y": 1, "z": 1])
    }
    #expect(throws: ExpressionError.notFinite(text: "log(x)", what: "value")) {
      try expression.evaluate(["x": -1, "y": 1])
    }
    #expect(throws: ExpressionError.notFinite(text: "x", what: "gradient")) {
      try ScalarExpression("(x^-1 - x^-1) * x").evaluate(["x": 1e-200])
    }
  }
}

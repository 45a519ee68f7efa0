/// Takes an expression apart by recursive descent: one function for each rule of the grammar.
///
///     program = { name "=" sum ";" } [ name "=" ] sum
///     sum     = product { ("+" | "-") product }
///     product = signed { ("*" | "/") signed }
///     signed  = "-" signed | power
///     power   = primary [ "^" ["-"] integer ]
///     primary = number | name | function "(" sum { "," sum } ")" | "(" sum ")"
struct ExpressionParser {
  private let text: [Character]
  private let tokens: [ExpressionToken]
  private var place = 0
  private var depth = 0

  private var nodes: [ScalarExpression.Node] = []
  /// The places of inputs and definitions.
  private var names: [String: Int] = [:]
  /// Definitions that nothing has used yet, with their columns.
  private var unused: [(name: String, column: Int)] = []

  /// Nesting deeper than anybody writes could exhaust the stack.
  private static let deepest = 100

  init(_ text: String) throws(ExpressionError) {
    self.text = Array(text)
    tokens = try ExpressionToken.all(in: self.text)
  }

  /// The nodes as ``ScalarExpression/nodes`` has them.
  mutating func parse() throws(ExpressionError) -> [ScalarExpression.Node] {
    while true {
      let definition = definition()
      let node = try sum()
      if let definition { try define(definition, as: node) }
      if token.kind == .end {
        if definition != nil { unused.removeLast() }
        break
      }
      guard definition != nil else { throw unexpected("an operator or the end") }
      try take(";", "an operator or ';'")
    }
    if let first = unused.first { throw .unusedDefinition(first.name, column: first.column) }
    guard nodes.last?.operands.isEmpty == false else { throw .noOperation }
    return leavesFirst()
  }

  /// The name before an equals sign.
  private mutating func definition() -> (name: String, column: Int)? {
    guard case .name(let name) = token.kind, tokens[place + 1].kind == .sign("=") else {
      return nil
    }
    defer { place += 2 }
    return (name, column)
  }

  private mutating func define(
    _ definition: (name: String, column: Int), as node: Int
  ) throws(ExpressionError) {
    let (name, column) = definition
    guard names[name] == nil, ScalarExpression.Function(rawValue: name) == nil else {
      throw .redefined(name, column: column)
    }
    // A second name for an input or a definition changes nothing; an operation gets its first.
    if !nodes[node].operands.isEmpty, names.values.allSatisfy({ $0 != node }) {
      nodes[node] = ScalarExpression.Node(
        operation: nodes[node].operation, operands: nodes[node].operands, text: name)
    }
    names[name] = node
    unused.append((name, column))
  }

  private mutating func sum() throws(ExpressionError) -> Int {
    try chain([("+", .add), ("-", .subtract)]) { parser throws(ExpressionError) in
      try parser.product()
    }
  }

  private mutating func product() throws(ExpressionError) -> Int {
    try chain([("*", .multiply), ("/", .divide)]) { parser throws(ExpressionError) in
      try parser.signed()
    }
  }

  /// Operators of one rank, from left to right.
  private mutating func chain(
    _ operators: [(sign: Character, operation: ScalarExpression.Operation)],
    of operand: (inout ExpressionParser) throws(ExpressionError) -> Int
  ) throws(ExpressionError) -> Int {
    let start = place
    var left = try operand(&self)
    while let (sign, operation) = operators.first(where: { token.kind == .sign($0.sign) }) {
      try take(sign, "")
      let right = try operand(&self)
      left = add(operation, [left, right], from: start)
    }
    return left
  }

  private mutating func signed() throws(ExpressionError) -> Int {
    let start = place
    guard token.kind == .sign("-") else { return try power() }
    place += 1
    if case .number(let value) = token.kind, tokens[place + 1].kind != .sign("^") {
      place += 1
      return add(.constant(-value), [], from: start)
    }
    let operand = try nested { parser throws(ExpressionError) in try parser.signed() }
    return add(.negate, [operand], from: start)
  }

  private mutating func power() throws(ExpressionError) -> Int {
    let start = place
    let base = try primary()
    guard token.kind == .sign("^") else { return base }
    place += 1
    let isNegative = token.kind == .sign("-")
    if isNegative { place += 1 }
    guard case .number(let number) = token.kind, let exponent = Int(exactly: number) else {
      throw unexpected("a whole number as the exponent")
    }
    place += 1
    if token.kind == .sign("^") { throw unexpected("parentheses around a power of a power") }
    return add(.power(isNegative ? -exponent : exponent), [base], from: start)
  }

  private mutating func primary() throws(ExpressionError) -> Int {
    let start = place
    switch token.kind {
    case .number(let value):
      place += 1
      return add(.constant(value), [], from: start)
    case .name(let name):
      return try tokens[place + 1].kind == .sign("(") ? call(name) : reference(name)
    case .sign("("):
      place += 1
      let inner = try nested { parser throws(ExpressionError) in try parser.sum() }
      try take(")", "an operator or ')'")
      return inner
    default:
      throw unexpected("a number, a name or '('")
    }
  }

  private mutating func call(_ name: String) throws(ExpressionError) -> Int {
    let (start, column) = (place, column)
    guard let function = ScalarExpression.Function(rawValue: name) else {
      throw .unknownFunction(name, column: column)
    }
    place += 1
    var arguments: [Int] = []
    repeat {
      place += 1
      arguments.append(try nested { parser throws(ExpressionError) in try parser.sum() })
    } while token.kind == .sign(",")
    try take(")", "an operator, ',' or ')'")
    guard function.argumentCounts.contains(arguments.count) else {
      throw .wrongArgumentCount(
        function: name, found: arguments.count,
        needed: function == .max ? "two arguments or more" : "one argument", column: column)
    }
    return add(.function(function), arguments, from: start)
  }

  private mutating func reference(_ name: String) throws(ExpressionError) -> Int {
    let start = place
    guard ScalarExpression.Function(rawValue: name) == nil else {
      place += 1
      throw unexpected("'(' behind the function '\(name)'")
    }
    place += 1
    unused.removeAll { $0.name == name }
    if let known = names[name] { return known }
    let node = add(.input(name), [], from: start)
    names[name] = node
    return node
  }

  private var token: ExpressionToken { tokens[place] }
  private var column: Int { token.range.lowerBound + 1 }

  private func unexpected(_ expected: String) -> ExpressionError {
    .unexpected(found: token.description(in: text), expected: expected, column: column)
  }

  private mutating func take(_ sign: Character, _ expected: String) throws(ExpressionError) {
    guard token.kind == .sign(sign) else { throw unexpected(expected) }
    place += 1
  }

  private mutating func nested(
    _ rule: (inout ExpressionParser) throws(ExpressionError) -> Int
  ) throws(ExpressionError) -> Int {
    guard depth < Self.deepest else { throw .tooDeep(limit: Self.deepest, column: column) }
    depth += 1
    defer { depth -= 1 }
    return try rule(&self)
  }

  private mutating func add(
    _ operation: ScalarExpression.Operation, _ operands: [Int], from start: Int
  ) -> Int {
    let range = tokens[start].range.lowerBound..<tokens[place - 1].range.upperBound
    nodes.append(
      ScalarExpression.Node(operation: operation, operands: operands, text: String(text[range])))
    return nodes.count - 1
  }

  private func leavesFirst() -> [ScalarExpression.Node] {
    let order =
      nodes.indices.filter { nodes[$0].operands.isEmpty }
      + nodes.indices.filter { !nodes[$0].operands.isEmpty }
    var places = [Int](repeating: 0, count: nodes.count)
    for (new, old) in order.enumerated() { places[old] = new }
    return order.map { old in
      ScalarExpression.Node(
        operation: nodes[old].operation, operands: nodes[old].operands.map { places[$0] },
        text: nodes[old].text)
    }
  }
}

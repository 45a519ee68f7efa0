import Artifacts

/// The names that `${…}` can refer to: the parameters of the file and, inside a matrix stage, the
/// variables of the matrix, which hide parameters of the same name.
struct Scope {
  private(set) var values: JSONObject

  init(_ values: JSONObject) { self.values = values }

  func adding(_ bindings: [Binding]) -> Scope {
    var scope = self
    for binding in bindings { scope.values[binding.name] = binding.value }
    return scope
  }

  /// `node` with every `${name}` replaced, in values only and never in keys.
  ///
  /// A string that is nothing but one `${name}` takes the value with its JSON type; inside a longer
  /// string the value becomes text. `$${` stands for a literal `${`.
  func resolve(
    _ node: SpecificationNode, _ collector: inout DiagnosticCollector
  ) -> SpecificationNode {
    // Most stages have none, which is quicker to see.
    guard node.hasSubstitution else { return node }
    switch node.content {
    case .string(let text):
      return SpecificationNode(substitute(text, at: node.location, &collector), at: node.location)
    case .array(let elements):
      return SpecificationNode(
        .array(elements.map { resolve($0, &collector) }), at: node.location)
    case .object(let members):
      let resolved = members.mapValues {
        SpecificationNode.Member(
          keyLocation: $0.keyLocation, value: resolve($0.value, &collector))
      }
      return SpecificationNode(.object(resolved), at: node.location)
    default:
      return node
    }
  }

  private func substitute(
    _ text: String, at location: SourceLocation, _ collector: inout DiagnosticCollector
  ) -> JSONValue {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "${") {
      result += rest[..<start.lowerBound]
      if result.hasSuffix("$") {
        result.removeLast()
        result += "${"
        rest = rest[start.upperBound...]
        continue
      }
      let afterStart = rest[start.upperBound...]
      guard let end = afterStart.firstIndex(of: "}") else {
        collector.report("'${' without a closing '}' in \"\(text)\"", at: location)
        return .string(text)
      }
      let name = String(afterStart[..<end])
      guard let value = lookUp(name) else {
        collector.report(
          "unknown parameter '${\(name)}'" + NearestName.hint(for: name, among: values.names),
          at: location)
        return .string(text)
      }
      rest = afterStart[afterStart.index(after: end)...]
      if result.isEmpty, rest.isEmpty, text.hasPrefix("${\(name)}") { return value }
      result += value.plainText
    }
    return .string(result + rest)
  }

  /// The value of `name`, or of the member `b` of the object `a` for `a.b`.
  private func lookUp(_ name: String) -> JSONValue? {
    if let value = values[name] { return value }
    var parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, var value = values[parts.removeFirst()] else { return nil }
    for part in parts {
      guard let next = value[part] else { return nil }
      value = next
    }
    return value
  }
}

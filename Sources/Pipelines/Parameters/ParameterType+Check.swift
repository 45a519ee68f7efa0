import Artifacts

extension ParameterType {
  /// Checks a value of a pipeline file against this type.
  ///
  /// - Parameters:
  ///   - node: the value.
  ///   - name: what the value is called in messages, such as `parameter 'rate' of stage 'train'`.
  ///   - collector: takes every problem found; checking goes on after the first.
  /// - Returns: the value with all defaults filled in, so that saying a default and leaving it out
  ///   give one stage key. Nil if there was a problem.
  func check(
    _ node: SpecificationNode, name: @autoclosure () -> String,
    _ collector: inout DiagnosticCollector
  ) -> JSONValue? {
    switch (self, node.content) {
    case (.any, _), (.boolean, .bool), (.string, .string):
      return node.json
    case (.integer(let range), .integer(let value)):
      if value < range.minimum || value > range.maximum {
        collector.report("\(name()) must be \(summary), not \(value)", at: node.location)
        return nil
      }
      return node.json
    case (.number(let range), .integer(let value)):
      return checkNumber(Double(value), range, node, name, &collector)
    case (.number(let range), .number(let value)):
      return checkNumber(value, range, node, name, &collector)
    case (.choice(let choices), .string(let value)):
      if choices.contains(value) { return node.json }
      collector.report(
        "\(name()) cannot be '\(value)'\(NearestName.hint(for: value, among: choices))",
        at: node.location)
      return nil
    case (.list(let type, let minimumCount), .array(let elements)):
      if elements.count < minimumCount {
        collector.report(
          "\(name()) needs at least \(minimumCount) element\(minimumCount == 1 ? "" : "s")",
          at: node.location)
      }
      let checked = elements.enumerated().map { index, element in
        type.check(element, name: "element \(index + 1) of \(name())", &collector)
      }
      return checked.allSatisfy({ $0 != nil }) ? .array(checked.compactMap { $0 }) : nil
    case (.object(let fields), .object):
      return fields.check(node, name: name(), &collector).map(JSONValue.object)
    case (.map(let type), .object(let members)):
      var result: JSONObject = [:]
      for (key, member) in members {
        result[key] = type.check(member.value, name: "'\(key)' of \(name())", &collector)
      }
      return result.count == members.count ? .object(result) : nil
    case (.tagged(let noun, let variants), .string), (.tagged(let noun, let variants), .object):
      return checkTagged(noun, variants, node, name, &collector)
    case (.anyOf(let types), _):
      if let type = types.first(where: { $0.accepts(kindOf: node) }) {
        return type.check(node, name: name(), &collector)
      }
    default: break
    }
    collector.report("\(name()) must be \(summary), not \(node.kindName)", at: node.location)
    return nil
  }

  private func checkNumber(
    _ value: Double, _ range: NumberRange, _ node: SpecificationNode, _ name: () -> String,
    _ collector: inout DiagnosticCollector
  ) -> JSONValue? {
    if range.contains(value) { return node.json }
    collector.report("\(name()) must be \(summary), not \(node.json.plainText)", at: node.location)
    return nil
  }

  private func checkTagged(
    _ noun: String, _ variants: [TaggedVariant], _ node: SpecificationNode, _ name: () -> String,
    _ collector: inout DiagnosticCollector
  ) -> JSONValue? {
    let tags = variants.map(\.tag)
    if let bare = node.string {
      guard let variant = variants.first(where: { $0.tag == bare }) else {
        collector.report(
          "'\(bare)' is not \(noun)\(NearestName.hint(for: bare, among: tags))", at: node.location)
        return nil
      }
      guard variant.allowsBareString else {
        collector.report(
          "\(noun) '\(bare)' needs a value: write {\"\(bare)\": …}, \(variant.help)",
          at: node.location)
        return nil
      }
      // The long form, so that `"relu"` and `{"relu": {}}` are one parameter.
      var members = variant.fields.defaults
      members[bare] = .object(variant.value?.defaults ?? [:])
      return .object(members)
    }
    guard let members = node.members else { return nil }
    guard let variant = variants.first(where: { members[$0.tag] != nil }) else {
      let key = members.keys.first ?? ""
      let at = members.values.first?.keyLocation ?? node.location
      collector.report(
        "'\(key)' is not \(noun)\(NearestName.hint(for: key, among: tags))", at: at)
      return nil
    }
    let tagField = ParameterField(
      variant.tag, variant.value ?? .object([]), .required, help: variant.help)
    return ([tagField] + variant.fields).check(
      node, name: "\(noun) '\(variant.tag)' in \(name())", &collector
    ).map(JSONValue.object)
  }

  /// The defaults of an object type, for a tagged variant written as a bare string.
  private var defaults: JSONObject {
    if case .object(let fields) = self { fields.defaults } else { [:] }
  }

  /// The type itself, or the one that a parameter checked before selects.
  fileprivate func selected(among checked: JSONObject) -> ParameterType? {
    guard case .selected(let parameter, let types) = self else { return self }
    guard case .string(let name)? = checked[parameter] else { return nil }
    return types.first { $0.name == name }?.type
  }

  private func accepts(kindOf node: SpecificationNode) -> Bool {
    switch (self, node.content) {
    case (.any, _), (.boolean, .bool), (.integer, .integer), (.number, .integer),
      (.number, .number), (.string, .string), (.choice, .string), (.list, .array),
      (.object, .object), (.map, .object), (.tagged, .string), (.tagged, .object):
      true
    case (.anyOf(let types), _): types.contains { $0.accepts(kindOf: node) }
    default: false
    }
  }

  /// The type in words, as messages and the documentation show it.
  public var summary: String {
    switch self {
    case .boolean: "true or false"
    case .integer(let range):
      switch (range.minimum, range.maximum) {
      case (.min, .max): "an integer"
      case (let minimum, .max): "an integer of at least \(minimum)"
      case (.min, let maximum): "an integer of at most \(maximum)"
      case (let minimum, let maximum): "an integer from \(minimum) to \(maximum)"
      }
    case .number(let range): range.text.isEmpty ? "a number" : "a number \(range.text)"
    case .string: "a string"
    case .choice(let choices): "one of \(choices.map { "'\($0)'" }.joined(separator: ", "))"
    case .list(let type, _): "a list, each element \(type.summary)"
    case .object: "an object"
    case .map(let type): "an object, each value \(type.summary)"
    case .tagged(let noun, _): noun
    case .anyOf(let types): types.map(\.summary).joined(separator: ", or ")
    case .selected(let name, _): "what its '\(name)' asks for"
    case .any: "any value"
    }
  }
}

extension [ParameterField] {
  /// Checks the members of an object against these fields and fills in the defaults.
  func check(
    _ node: SpecificationNode, name: @autoclosure () -> String,
    _ collector: inout DiagnosticCollector
  ) -> JSONObject? {
    guard let members = node.members else {
      collector.report("\(name()) must be an object, not \(node.kindName)", at: node.location)
      return nil
    }
    var result: JSONObject = [:]
    var isSound = true
    for (key, member) in members where !contains(where: { $0.name == key }) {
      isSound = false
      collector.report(
        "unknown parameter '\(key)' of \(name())"
          + NearestName.hint(for: key, among: map(\.name)), at: member.keyLocation)
    }
    for field in self {
      let fieldName = field.name
      if let member = members[fieldName] {
        // Without a type the parameter that selects it is wrong, and has been reported.
        let value = field.type.selected(among: result)?.check(
          member.value, name: "parameter '\(fieldName)' of \(name())", &collector)
        result[fieldName] = value
        if value == nil { isSound = false }
      } else {
        switch field.presence {
        case .optional: break
        case .defaulted(let value): result[field.name] = value
        case .required:
          isSound = false
          collector.report(
            "\(name()) needs the parameter '\(field.name)': \(field.help)", at: node.location)
        }
      }
    }
    return isSound ? result : nil
  }

  /// The values of the fields that have a default.
  var defaults: JSONObject {
    reduce(into: [:]) { result, field in
      if case .defaulted(let value) = field.presence { result[field.name] = value }
    }
  }
}

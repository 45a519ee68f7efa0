import Artifacts

extension ParameterType {
  /// The type as JSON Schema (draft 2020-12).
  ///
  /// Wherever a value may stand, a `"${name}"` may stand too: its type is known only after
  /// parameters are filled in, and is checked then.
  var schema: JSONValue {
    switch self {
    // What a selected type is stands in the rules of the fields.
    case .any, .selected: .object([:])
    case .string: ["type": "string"]
    case .boolean: Self.orPlaceholder(["type": "boolean"])
    case .integer(let range): Self.orPlaceholder(range.schema)
    case .number(let range): Self.orPlaceholder(range.schema)
    case .choice(let choices):
      Self.orPlaceholder(["enum": .array(choices.map(JSONValue.string))])
    case .list(let type, let minimumCount):
      Self.orPlaceholder([
        "type": "array", "items": type.schema, "minItems": .integer(Int64(minimumCount)),
      ])
    case .map(let type):
      Self.orPlaceholder(["type": "object", "additionalProperties": type.schema])
    case .object(let fields): Self.orPlaceholder(fields.schema)
    case .tagged(let noun, _):
      ["$ref": .string("#/$defs/\(Self.definitionName(noun))")]
    case .anyOf(let types): ["anyOf": .array(types.map(\.schema))]
    }
  }

  /// The definitions that `schema` refers to, by name: each tagged type is written once.
  func collectDefinitions(_ definitions: inout JSONObject) {
    switch self {
    case .list(let type, _), .map(let type): type.collectDefinitions(&definitions)
    case .anyOf(let types):
      for type in types { type.collectDefinitions(&definitions) }
    case .selected(_, let types):
      for (_, type) in types { type.collectDefinitions(&definitions) }
    case .object(let fields):
      for field in fields { field.type.collectDefinitions(&definitions) }
    case .tagged(let noun, let variants):
      let name = Self.definitionName(noun)
      guard definitions[name] == nil else { return }
      definitions[name] = Self.orPlaceholder(Self.schema(of: variants))
      for variant in variants {
        variant.value?.collectDefinitions(&definitions)
        for field in variant.fields { field.type.collectDefinitions(&definitions) }
      }
    case .boolean, .integer, .number, .string, .choice, .any: break
    }
  }

  /// `an initializer` becomes `initializer`.
  private static func definitionName(_ noun: String) -> String {
    noun.split(separator: " ").dropFirst().joined(separator: "-")
  }

  /// What a schema allows, or the name of a parameter that stands for it.
  static func orPlaceholder(_ schema: JSONValue) -> JSONValue {
    ["anyOf": .array([schema, ["type": "string", "pattern": "\\$\\{[^}]+\\}"]])]
  }

  private static func schema(of variants: [TaggedVariant]) -> JSONValue {
    let bare = variants.filter(\.allowsBareString).map { JSONValue.string($0.tag) }
    let objects = variants.map { variant in
      let tag = ParameterField(
        variant.tag, variant.value ?? .object([]), .required, help: variant.help)
      return ([tag] + variant.fields).schema
    }
    return ["anyOf": .array((bare.isEmpty ? [] : [["enum": .array(bare)]]) + objects)]
  }
}

extension IntegerRange {
  var schema: JSONValue {
    var members: JSONObject = ["type": "integer"]
    if minimum != .min { members["minimum"] = .integer(minimum) }
    if maximum != .max { members["maximum"] = .integer(maximum) }
    return .object(members)
  }
}

extension NumberRange {
  var schema: JSONValue {
    var members: JSONObject = ["type": "number"]
    if let minimum {
      members[excludesMinimum ? "exclusiveMinimum" : "minimum"] = .number(minimum)
    }
    if let maximum {
      members[excludesMaximum ? "exclusiveMaximum" : "maximum"] = .number(maximum)
    }
    return .object(members)
  }
}

extension [ParameterField] {
  var schema: JSONValue {
    var properties: JSONObject = [:]
    var required: [JSONValue] = []
    for field in self {
      var members = field.type.schema.objectValue ?? [:]
      members["description"] = .string(field.help)
      switch field.presence {
      case .required: required.append(.string(field.name))
      case .optional: break
      case .defaulted(let value): members["default"] = value
      }
      properties[field.name] = .object(members)
    }
    var members: JSONObject = [
      "type": "object", "properties": .object(properties), "required": .array(required),
      "additionalProperties": false,
    ]
    let rules = flatMap(selectionRules)
    if !rules.isEmpty { members["allOf"] = .array(rules) }
    return .object(members)
  }

  /// For each value of the selecting parameter, the type that it selects. Where the value is left to
  /// its default nothing is said: a stage that extends another may take it over.
  private func selectionRules(for field: ParameterField) -> [JSONValue] {
    guard case .selected(let parameter, let types) = field.type else { return [] }
    return types.map { name, type in
      [
        "if": [
          "properties": .object([parameter: ["const": .string(name)]]),
          "required": [.string(parameter)],
        ],
        "then": ["properties": .object([field.name: type.schema])],
      ]
    }
  }
}

import Artifacts

/// The JSON Schema of pipeline files, made from the declarations of the stage kinds, so that editors
/// complete and check them.
public enum PipelineSchema {
  /// The schema for files that use these kinds.
  public static func document(for registry: StageRegistry) -> JSONValue {
    var definitions: JSONObject = [:]
    for field in registry.kinds.flatMap({ $0.declaration.parameters }) {
      field.type.collectDefinitions(&definitions)
    }
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$defs": .object(definitions),
      "title": "A pipeline of pipe",
      "type": "object",
      "required": ["stages"],
      "additionalProperties": false,
      "properties": [
        "$schema": ["type": "string"],
        "title": ["type": "string", "description": "the title of the page"],
        "description": ["type": "string"],
        "params": [
          "type": "object", "description": "named values; ${name} stands for one below",
        ],
        "profiles": [
          "type": "object", "description": "named sets of other values for params",
          "additionalProperties": ["type": "object"],
        ],
        "profile": ["type": "string", "description": "the profile that applies by default"],
        "stages": [
          "type": "object", "additionalProperties": stage(registry),
          "propertyNames": [
            "pattern":
              #"^[^\[\]{}/:=,\\ .\x00-\x1f-]([^\[\]{}/:=,\\\x00-\x1f]*[^\[\]{}/:=,\\ \x00-\x1f])?$"#
          ],
        ],
        "result": [
          "type": "string",
          "description": "what came out, in one line; {{STAGE:VALUE:FORMAT}} quotes a value",
        ],
        "report": ["type": "array", "items": block],
      ],
    ]
  }

  private static func stage(_ registry: StageRegistry) -> JSONValue {
    let reference: JSONValue = [
      "anyOf": [["type": "string"], ["type": "array", "items": ["type": "string"]]]
    ]
    let rules = registry.kinds.map { kind -> JSONValue in
      let declaration = kind.declaration
      let slots: JSONObject = declaration.inputs.reduce(into: [:]) { $0[$1.name] = reference }
      // A stage that extends another may leave out what it takes over, so nothing is required here.
      var with = declaration.parameters.schema.objectValue ?? [:]
      with["required"] = nil
      return [
        "if": ["properties": ["uses": ["const": .string(declaration.name)]], "required": ["uses"]],
        "then": [
          "properties": [
            "with": .object(with),
            "from": [
              "type": "object",
              "additionalProperties": declaration.otherInputs == nil ? false : reference,
              "properties": .object(slots),
            ],
          ]
        ],
      ]
    }
    return [
      "type": "object",
      "additionalProperties": false,
      "properties": [
        "uses": [
          "enum": .array(registry.names.map(JSONValue.string)), "description": "the stage kind",
        ],
        "extends": ["type": "string", "description": "a stage whose keys are taken over"],
        "matrix": [
          "anyOf": [
            [
              "type": "object", "minProperties": 1,
              "additionalProperties": ParameterType.orPlaceholder(["type": "array", "minItems": 1]),
            ],
            ParameterType.orPlaceholder([
              "type": "array", "minItems": 1,
              "items": ParameterType.orPlaceholder(["type": "object", "minProperties": 1]),
            ]),
          ],
          "description": "values to combine, or rows",
        ],
        "label": ["type": "string", "description": "what figures and tables call the result"],
        "from": ["type": "object", "description": "the inputs by slot"],
        "with": ["type": "object", "description": "the parameters"],
      ],
      "allOf": .array(rules),
    ]
  }

  private static var block: JSONValue {
    let text: JSONValue = ["type": "string"]
    func shown(_ kind: String) -> JSONValue {
      [
        "type": "object", "required": .array([.string(kind)]), "additionalProperties": false,
        "properties": .object([kind: text, "caption": text, "number": text]),
      ]
    }
    func plain(_ kind: String) -> JSONValue {
      [
        "type": "object", "required": .array([.string(kind)]), "additionalProperties": false,
        "properties": .object([kind: text]),
      ]
    }
    let setup: JSONValue = [
      "type": "object", "required": ["setup"], "additionalProperties": false,
      "properties": [
        "setup": ["anyOf": [text, ["type": "array", "items": text]]]
      ],
    ]
    return ["anyOf": [plain("heading"), plain("text"), shown("figure"), shown("table"), setup]]
  }
}

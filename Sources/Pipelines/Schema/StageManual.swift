import Artifacts

/// The reference of stage kinds in Markdown, made from their declarations.
public struct StageManual {
  private var lines: [String] = []
  /// The variants of tagged types, by what a variant is: each is described once, after the kinds.
  private var variants: [(noun: String, variants: [TaggedVariant])] = []

  /// The text of the reference, with a newline at its end.
  public static func markdown(for registry: StageRegistry) -> String {
    var manual = StageManual()
    manual.lines = [
      "# Stage kinds", "",
      "What a stage of a pipeline file can do, with its inputs (`from`) and parameters (`with`). This page is made by",
      "`pipe stages --markdown`; `pipe stages KIND` shows the same in a terminal.", "",
      "| kind | does |", "|---|---|",
    ]
    let kinds = registry.kinds.map { $0.declaration }
    for kind in kinds {
      manual.row("[`\(kind.name)`](#\(kind.name))", kind.summary)
    }
    for kind in kinds { manual.add(kind) }
    // Describing variants can bring further ones.
    var index = 0
    while index < manual.variants.count {
      manual.add(manual.variants[index].noun, manual.variants[index].variants)
      index += 1
    }
    return manual.lines.joined(separator: "\n") + "\n"
  }

  private mutating func add(_ kind: StageDeclaration) {
    lines += ["", "## \(kind.name)", ""]
    let product =
      kind.produces.isEmpty ? "Makes what its parameters say" : "Makes `\(kind.produces)`"
    let outputs = kind.outputs.map { "`\($0)`" }.joined(separator: ", ")
    lines.append(
      "\(kind.summary) \(product)\(outputs.isEmpty ? "" : "; outputs: \(outputs)"). "
        + "Version \(kind.version).")
    var other = kind.otherInputs
    other?.name = "NAME"
    let slots = kind.inputs + [other].compactMap(\.self)
    if !slots.isEmpty {
      lines += ["", "| input | takes | |", "|---|---|---|"]
      for slot in slots { row("`\(slot.name)`", slot.phrase, slot.help) }
    }
    addTable(kind.parameters)
  }

  /// The parameters of a kind, then a table for each choice that has parameters of its own.
  private mutating func addTable(_ fields: [ParameterField]) {
    guard !fields.isEmpty else { return }
    lines += ["", "| parameter | value | default | |", "|---|---|---|---|"]
    for field in fields { add(field, path: field.name) }
    for case (let name, .selected(let selector, let types)) in fields.map({ ($0.name, $0.type) }) {
      for (choice, type) in types {
        let (path, members) = type.members(below: name)
        lines += ["", "`\(name)` where `\(selector)` is `\(choice)`:"]
        lines += ["", "| parameter | value | default | |", "|---|---|---|---|"]
        for field in members { add(field, path: "\(path).\(field.name)") }
      }
    }
  }

  private mutating func add(_ field: ParameterField, path: String) {
    let presence =
      switch field.presence {
      case .required: "required"
      case .optional: ""
      case .defaulted(let value): "`\((try? value.canonicalText()) ?? "")`"
      }
    row("`\(path)`", note(field.type), presence, field.help)
    let (inner, members) = field.type.members(below: path)
    for member in members { add(member, path: "\(inner).\(member.name)") }
  }

  private mutating func add(_ noun: String, _ variants: [TaggedVariant]) {
    lines += ["", "## \(Self.title(noun))", ""]
    lines.append(
      "A bare name where it needs no value, else an object: the name with its value, then the others."
    )
    lines += ["", "| name | value | further | |", "|---|---|---|---|"]
    for variant in variants {
      let further = variant.fields.map { field -> String in
        let value =
          if case .defaulted(let value) = field.presence {
            ", default `\((try? value.canonicalText()) ?? "")`"
          } else {
            ""
          }
        return "`\(field.name)`: \(note(field.type))\(value); \(field.help)"
      }
      var value = variant.value.map { note($0) } ?? ""
      for field in variant.value?.members(below: "").fields ?? [] {
        let presence =
          switch field.presence {
          case .required: ""
          case .optional: ", optional"
          case .defaulted(let value): ", default `\((try? value.canonicalText()) ?? "")`"
          }
        value += "<br>`\(field.name)`: \(note(field.type))\(presence); \(field.help)"
      }
      row("`\(variant.tag)`", value, further.joined(separator: "<br>"), variant.help)
    }
  }

  /// A type in words, with a link where its variants are described.
  private mutating func note(_ type: ParameterType) -> String {
    var text = type.summary
    for (noun, variants) in type.taggedTypes {
      if !self.variants.contains(where: { $0.noun == noun }) {
        self.variants.append((noun, variants))
      }
      let anchor = Self.title(noun).lowercased().replacing(" ", with: "-")
      text = text.replacing(noun, with: "[\(noun)](#\(anchor))")
    }
    return text
  }

  /// `a layer` becomes `A layer`.
  private static func title(_ noun: String) -> String {
    noun.prefix(1).uppercased() + noun.dropFirst()
  }

  private mutating func row(_ cells: String...) {
    lines.append(
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |")
  }
}

extension InputSlot {
  /// What the slot takes, in words: `one or more of model or data`.
  public var phrase: String {
    let takes = accepts.isEmpty ? "anything" : accepts.joined(separator: " or ")
    return switch cardinality {
    case .one: takes
    case .many: "one or more of \(takes)"
    case .any: "any number of \(takes)"
    }
  }
}

extension ParameterType {
  /// The fields of an object, or of the objects of a list or map, with the path that leads to them.
  fileprivate func members(below path: String) -> (path: String, fields: [ParameterField]) {
    switch self {
    case .object(let fields): (path, fields)
    case .list(let type, _): type.members(below: path + "[]")
    case .map(let type): type.members(below: path + ".NAME")
    case .anyOf(let types):
      types.lazy.map { $0.members(below: path) }.first { !$0.fields.isEmpty } ?? (path, [])
    default: (path, [])
    }
  }

  /// The tagged types that the words of this type name.
  fileprivate var taggedTypes: [(noun: String, variants: [TaggedVariant])] {
    switch self {
    case .tagged(let noun, let variants): [(noun, variants)]
    case .list(let type, _), .map(let type): type.taggedTypes
    case .anyOf(let types): types.flatMap(\.taggedTypes)
    default: []
    }
  }
}

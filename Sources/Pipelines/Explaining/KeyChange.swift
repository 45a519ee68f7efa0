import Artifacts

/// One difference between the key documents of two executions of a stage.
public enum KeyChange: Equatable, Sendable {
  case kind(old: String, new: String)
  /// The stage kind now gives other bits for the same parameters and inputs.
  case version(kind: String, old: Int64, new: Int64)
  /// The arithmetic of the whole program has changed.
  case arithmetic(old: Int64, new: Int64)
  case parameter(JSONDifference)
  /// A data set or a font, outside the store.
  case external(JSONDifference)
  /// A slot takes another number of cells.
  case inputCount(slot: String, old: Int, new: Int)
  /// The label or the bindings of an input, which the result shows.
  case label(slot: String, position: Int, JSONDifference)
  /// An input has other content; the digests are those of its outputs by name.
  case content(slot: String, position: Int, old: JSONObject, new: JSONObject)

  /// Whether the stage itself changed, and not only what it takes in.
  public var isOwn: Bool {
    if case .content = self { false } else { true }
  }

  /// How the document of a key differs from an earlier one of the same stage.
  ///
  /// An input without outputs has not been made yet: what it will be is not known, so nothing is
  /// said of it.
  static func changes(from old: JSONValue, to new: JSONValue) -> [KeyChange] {
    var changes: [KeyChange] = []
    let kind = new["kind"]?.stringValue ?? ""
    if let before = old["kind"]?.stringValue, before != kind {
      changes.append(.kind(old: before, new: kind))
    }
    if let before = old["version"]?.integerValue, let after = new["version"]?.integerValue,
      before != after
    {
      changes.append(.version(kind: kind, old: before, new: after))
    }
    if let before = old["arithmetic"]?.integerValue, let after = new["arithmetic"]?.integerValue,
      before != after
    {
      changes.append(.arithmetic(old: before, new: after))
    }
    changes += JSONDifference.between(old["parameters"] ?? [:], new["parameters"] ?? [:])
      .map(KeyChange.parameter)
    changes += JSONDifference.between(old["external"] ?? [:], new["external"] ?? [:])
      .map(KeyChange.external)
    return changes + inputChanges(from: old["inputs"] ?? [:], to: new["inputs"] ?? [:])
  }

  private static func inputChanges(from old: JSONValue, to new: JSONValue) -> [KeyChange] {
    var slots = NameTable<Void>()
    for name in (old.objectValue ?? [:]).names + (new.objectValue ?? [:]).names {
      slots[name] = ()
    }
    return slots.names.flatMap { slot -> [KeyChange] in
      let before = old[slot]?.arrayValue ?? []
      let after = new[slot]?.arrayValue ?? []
      guard before.count == after.count else {
        return [.inputCount(slot: slot, old: before.count, new: after.count)]
      }
      return before.indices.flatMap { inputChanges(slot, $0, before[$0], after[$0]) }
    }
  }

  private static func inputChanges(
    _ slot: String, _ position: Int, _ old: JSONValue, _ new: JSONValue
  ) -> [KeyChange] {
    var changes: [KeyChange] = []
    let before = old["outputs"]?.objectValue ?? [:]
    let after = new["outputs"]?.objectValue ?? [:]
    if before != after, !after.isEmpty {
      changes.append(.content(slot: slot, position: position, old: before, new: after))
    }
    for member in ["label", "bindings"] {
      changes += JSONDifference.between(old[member] ?? .null, new[member] ?? .null, path: member)
        .map { .label(slot: slot, position: position, $0) }
    }
    return changes
  }
}

extension KeyChange {
  /// The change as a place with an old and a new value; nil for other content of an input.
  public var difference: JSONDifference? {
    switch self {
    case .parameter(let difference), .external(let difference), .label(_, _, let difference):
      difference
    case .kind(let old, let new):
      JSONDifference(path: "kind", old: .string(old), new: .string(new))
    case .version(_, let old, let new):
      JSONDifference(path: "version", old: .integer(old), new: .integer(new))
    case .arithmetic(let old, let new):
      JSONDifference(path: "arithmetic", old: .integer(old), new: .integer(new))
    case .inputCount(let slot, let old, let new):
      JSONDifference(path: slot, old: .integer(Int64(old)), new: .integer(Int64(new)))
    case .content: nil
    }
  }
}

extension KeyChange: CustomStringConvertible {
  public var description: String {
    switch self {
    case .kind(let old, let new): "stage kind: '\(old)' -> '\(new)'"
    case .version(let kind, let old, let new): "version of stage kind '\(kind)': \(old) -> \(new)"
    case .arithmetic(let old, let new): "version of the arithmetic: \(old) -> \(new)"
    case .parameter(let difference): "parameter \(difference)"
    case .external(let difference): "external input \(difference)"
    case .inputCount(let slot, let old, let new): "input '\(slot)': \(old) -> \(new) cells"
    case .label(let slot, _, let difference): "input '\(slot)', \(difference)"
    case .content(let slot, _, _, _): "input '\(slot)' has other content"
    }
  }
}

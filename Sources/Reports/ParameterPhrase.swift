import Artifacts
import Pipelines

/// Parameters as a reader says them: `flatten · dense 256 · dropout 0 / 0.5 · dense 10`.
///
/// What stands at its default beside a name, as the bias of a layer does, goes without saying, and so does
/// what is switched off or a mere choice of words by default. Other numbers are said.
enum ParameterPhrase {
  /// The values that one parameter has in several cells. What they share is said once; where they
  /// part, slashes stand between the alternatives.
  static func text(of values: [JSONValue], type: ParameterType = .any) -> String {
    let distinct = distinct(values)
    guard let first = distinct.first else { return "" }
    let objects = distinct.compactMap(\.objectValue)
    if let names = objects.first?.names, objects.count == distinct.count,
      objects.allSatisfy({ $0.names == names })
    {
      return members(of: objects, names, type).joined(separator: ", ")
    }
    let lists = distinct.compactMap(\.arrayValue)
    if let count = lists.first?.count, lists.count == distinct.count,
      lists.allSatisfy({ $0.count == count })
    {
      let areScalars = lists.joined().allSatisfy { $0.arrayValue == nil && $0.objectValue == nil }
      if !areScalars || lists.count == 1 {
        return (0..<count).map { index in text(of: lists.map { $0[index] }, type: type.element) }
          .joined(separator: areScalars ? ", " : " · ")
      }
      return lists.map { "(\(text(of: [.array($0)], type: type)))" }.joined(separator: " / ")
    }
    if distinct.count == 1 { return scalar(first) }
    return range(distinct)
      ?? distinct.map { value in
        let text = text(of: [value], type: type)
        return text.isEmpty ? "none" : text
      }.joined(separator: " / ")
  }

  /// The members of objects of the same names, the one that says what they are first.
  private static func members(
    of objects: [JSONObject], _ names: [String], _ type: ParameterType
  ) -> [String] {
    let variant = type.variant(among: names)
    let fields = variant?.fields ?? type.fields
    let others = names.filter { name in
      guard name != variant?.tag else { return false }
      guard case .defaulted(let value)? = fields.first(where: { $0.name == name })?.presence,
        variant != nil || value.isUnremarkable
      else { return true }
      return objects.contains { $0[name] != value }
    }
    return ((variant.map { [$0.tag] } ?? []) + others).map { name in
      let type =
        name == variant?.tag
        ? variant?.value : fields.first { $0.name == name }?.type
      return member(name, objects.compactMap { $0[name] }, type ?? .any)
    }
  }

  /// `dense 256`, `sgd (momentum 0.9, rate 0.01)`.
  private static func member(
    _ name: String, _ values: [JSONValue], _ type: ParameterType
  ) -> String {
    let text = text(of: values, type: type)
    guard !text.isEmpty else { return name }
    let isNested = values.contains { $0.objectValue != nil || ($0.arrayValue?.count ?? 0) > 1 }
    return isNested ? "\(name) (\(text))" : "\(name) \(text)"
  }

  /// `1 to 20` for whole numbers that follow each other.
  private static func range(_ values: [JSONValue]) -> String? {
    let numbers = values.compactMap(\.integerValue)
    guard numbers.count == values.count, numbers.count > 3, let first = numbers.first,
      zip(numbers, first...).allSatisfy({ $0 == $1 })
    else { return nil }
    return "\(scalar(values[0])) to \(scalar(values[values.count - 1]))"
  }

  private static func scalar(_ value: JSONValue) -> String {
    switch value {
    case .null: "none"
    case .bool(let value): value ? "yes" : "no"
    case .string(let text): text
    default: value.doubleValue.map { DecimalText.display($0, digits: nil) } ?? ""
    }
  }

  private static func distinct(_ values: [JSONValue]) -> [JSONValue] {
    values.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension ParameterType {
  /// The type of the elements of a list.
  fileprivate var element: ParameterType {
    if case .list(let type, _) = self { type } else { .any }
  }

  /// The members of an object.
  fileprivate var fields: [ParameterField] {
    if case .object(let fields) = self { fields } else { [] }
  }

  /// The variant that one of the names is the tag of.
  fileprivate func variant(among names: [String]) -> TaggedVariant? {
    switch self {
    case .tagged(_, let variants): variants.first { names.contains($0.tag) }
    case .anyOf(let types): types.lazy.compactMap { $0.variant(among: names) }.first
    default: nil
    }
  }
}

extension JSONValue {
  /// Whether a reader misses nothing when a default like this is left out.
  fileprivate var isUnremarkable: Bool {
    switch self {
    case .bool(let value): !value
    case .integer, .number: doubleValue == 0
    case .string, .null: true
    default: false
    }
  }
}

import Artifacts

/// Parameters as a reader says them: `flatten · dense 256 · dropout 0 / 0.5 · dense 10`.
enum ParameterPhrase {
  /// The values that one parameter has in several cells. What they share is said once; where they
  /// part, slashes stand between the alternatives.
  static func text(of values: [JSONValue]) -> String {
    let distinct = distinct(values)
    guard let first = distinct.first else { return "" }
    let objects = distinct.compactMap(\.objectValue)
    if let names = objects.first?.names, objects.count == distinct.count,
      objects.allSatisfy({ $0.names == names })
    {
      return names.map { name in
        member(name, objects.compactMap { $0[name] })
      }.joined(separator: ", ")
    }
    let lists = distinct.compactMap(\.arrayValue)
    if let count = lists.first?.count, lists.count == distinct.count,
      lists.allSatisfy({ $0.count == count })
    {
      let areScalars = lists.joined().allSatisfy { $0.arrayValue == nil && $0.objectValue == nil }
      if !areScalars || lists.count == 1 {
        return (0..<count).map { index in text(of: lists.map { $0[index] }) }
          .joined(separator: areScalars ? ", " : " · ")
      }
      return lists.map { "(\(text(of: [.array($0)])))" }.joined(separator: " / ")
    }
    if distinct.count == 1 { return scalar(first) }
    return range(distinct) ?? distinct.map { text(of: [$0]) }.joined(separator: " / ")
  }

  /// `dense 256`, `sgd (momentum 0.9, rate 0.01)`.
  private static func member(_ name: String, _ values: [JSONValue]) -> String {
    let text = text(of: values)
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

/// A reference from one stage to cells of another: `images`, `dropout[p=0.4]`.
struct StageReference {
  var stage: String
  /// The variables that the cells must match; an empty selector takes all cells.
  var selector: [(name: String, value: String)]

  /// Parses the text of a reference.
  init(_ text: String, at location: SourceLocation) throws(SpecificationError) {
    guard let bracket = text.firstIndex(of: "[") else {
      (stage, selector) = (text, [])
      return
    }
    guard text.last == "]" else {
      throw SpecificationError(
        "reference '\(text)' has '[' without a closing ']' at its end", at: location)
    }
    stage = String(text[..<bracket])
    selector = []
    let inside = text[text.index(after: bracket)...].dropLast()
    for part in inside.split(separator: ",", omittingEmptySubsequences: false) {
      guard let equals = part.firstIndex(of: "=") else {
        // A comma in a value: what follows it names no variable.
        if !selector.isEmpty {
          let value = selector[selector.count - 1].value + ",\(part)"
          selector[selector.count - 1].value = Self.trimmed(value)
          continue
        }
        throw SpecificationError(
          "reference '\(text)' must select cells as [variable=value], not '[\(part)]'",
          at: location)
      }
      selector.append(
        (Self.trimmed(part[..<equals]), Self.trimmed(part[part.index(after: equals)...])))
    }
  }

  /// Whether a cell with these bindings is selected. Values compare as JSON where the selector
  /// reads as a number, so that `0.50` selects the cell of `0.5`.
  func matches(_ bindings: [Binding]) -> Bool {
    selector.allSatisfy { name, text in
      guard let binding = bindings.first(where: { $0.name == name }) else { return false }
      if binding.value.plainText == text { return true }
      guard let number = JSONNumber.parse(text), let value = binding.value.doubleValue else {
        return false
      }
      switch number {
      case .integer(let integer): return Double(integer) == value
      case .number(let double): return double == value
      default: return false
      }
    }
  }

  /// A text without white space around it.
  static func trimmed(_ text: some StringProtocol) -> String {
    var text = text[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

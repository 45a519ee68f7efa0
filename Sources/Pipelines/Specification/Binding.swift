import Artifacts

/// A matrix variable with the value that it has in one cell.
public struct Binding: Equatable, Sendable, CustomStringConvertible {
  public var name: String
  public var value: JSONValue

  public init(name: String, value: JSONValue) {
    self.name = name
    self.value = value
  }

  public var description: String { "\(name)=\(valueText)" }

  /// The value as it reads inside a sentence.
  public var valueText: String { value.plainText }
}

extension JSONValue {
  /// The value as it reads inside a sentence: strings without quotes, all else as JSON.
  var plainText: String {
    if case .string(let text) = self { text } else { (try? canonicalText()) ?? "?" }
  }
}

import Artifacts
import OrderedCollections

/// A value of a pipeline file together with the place where it stands.
///
/// The tree keeps file order (a matrix is expanded in file order) and every location, so that an
/// error found long after parsing still points at its line and column.
public struct SpecificationNode: Sendable {
  public enum Content: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([SpecificationNode])
    case object(OrderedDictionary<String, Member>)
  }

  /// A key and its value; the key has a place of its own, where unknown names are reported.
  public struct Member: Sendable {
    public var keyLocation: SourceLocation
    public var value: SpecificationNode

    public init(keyLocation: SourceLocation, value: SpecificationNode) {
      self.keyLocation = keyLocation
      self.value = value
    }
  }

  public var content: Content
  public var location: SourceLocation

  public init(_ content: Content, at location: SourceLocation) {
    self.content = content
    self.location = location
  }

  /// A node for a value that has no place of its own in the file: it takes the place it is used at.
  public init(_ value: JSONValue, at location: SourceLocation) {
    let content: Content =
      switch value {
      case .null: .null
      case .bool(let value): .bool(value)
      case .integer(let value): .integer(value)
      case .number(let value): .number(value)
      case .string(let value): .string(value)
      case .array(let elements): .array(elements.map { Self($0, at: location) })
      case .object(let members):
        .object(
          OrderedDictionary(
            uniqueKeysWithValues: members.map {
              ($0.name, Member(keyLocation: location, value: Self($0.value, at: location)))
            }))
      }
    self.init(content, at: location)
  }

  /// The value without its places.
  public var json: JSONValue {
    switch content {
    case .null: .null
    case .bool(let value): .bool(value)
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .string(let value): .string(value)
    case .array(let elements): .array(elements.map(\.json))
    case .object(let members): .object(members.json)
    }
  }

  /// What kind of value this is, in the words of JSON, for messages.
  public var kindName: String {
    switch content {
    case .null: "null"
    case .bool: "a boolean"
    case .integer: "an integer"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// Whether a text in it, not counting keys, has a `${`.
  var hasSubstitution: Bool {
    switch content {
    case .string(let text): text.hasSubstitution
    case .array(let elements): elements.contains { $0.hasSubstitution }
    case .object(let members): members.values.contains { $0.value.hasSubstitution }
    default: false
    }
  }

  public var string: String? {
    if case .string(let value) = content { value } else { nil }
  }

  public var array: [SpecificationNode]? {
    if case .array(let value) = content { value } else { nil }
  }

  public var members: OrderedDictionary<String, Member>? {
    if case .object(let value) = content { value } else { nil }
  }

  /// The value of a member of an object; nil for other kinds and absent members.
  public subscript(_ key: String) -> SpecificationNode? { members?[key]?.value }
}

extension String {
  /// Whether it has a `${`.
  fileprivate var hasSubstitution: Bool {
    var previous: UInt8 = 0
    for byte in utf8 {
      if byte == UInt8(ascii: "{"), previous == UInt8(ascii: "$") { return true }
      previous = byte
    }
    return false
  }
}

extension OrderedDictionary<String, SpecificationNode.Member> {
  /// The members without their places.
  fileprivate var json: JSONObject {
    reduce(into: [:]) { $0[$1.key] = $1.value.value.json }
  }
}

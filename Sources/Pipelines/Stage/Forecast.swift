import Artifacts

/// What is known of a stage's outputs before anything has run: the shape of the examples, say.
///
/// Stages agree among themselves on the names. What is absent is not known.
public struct Forecast: Equatable, Sendable {
  public var facts: JSONObject
  /// The names of the outputs, which the engine fills in.
  public internal(set) var outputs: [String] = []

  public static let unknown = Forecast([:])

  public init(_ facts: JSONObject) { self.facts = facts }

  /// The names of all values that the result will hold, where that is known.
  public var valueNames: [String]? {
    get { facts["values"]?.arrayValue?.compactMap(\.stringValue) }
    set { facts["values"] = newValue.map { .array($0.map(JSONValue.string)) } }
  }

  public subscript(name: String) -> JSONValue? { facts[name] }
}

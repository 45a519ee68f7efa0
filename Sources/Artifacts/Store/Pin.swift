/// A result that garbage collection never removes.
public struct Pin: Equatable, Sendable {
  public let key: StageKey
  /// Why it is kept, in the user's words; may be empty.
  public let note: String
  public let made: Timestamp

  public init(key: StageKey, note: String = "", made: Timestamp = .now()) {
    self.key = key
    self.note = note
    self.made = made
  }
}

extension Pin {
  static let schema = "pipe.pin/1"

  public func json() -> JSONValue {
    [
      "schema": .string(Self.schema),
      "key": .string(key.hex),
      "note": .string(note),
      "made": .string(made.description),
      "madeMilliseconds": .integer(made.milliseconds),
    ]
  }

  init(json: JSONValue) throws {
    let fields = Fields(json, "pin")
    let schema = try fields.string("schema")
    guard schema == Self.schema else { throw ReceiptProblem("unknown schema '\(schema)'") }
    self.init(
      key: StageKey(try fields.digest("key")), note: try fields.string("note"),
      made: Timestamp(milliseconds: try fields.integer("madeMilliseconds")))
  }
}

/// Why a file is not a receipt, or not a record of a run.
struct ReceiptProblem: Error, Equatable, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// The members that an object must have.
struct Fields {
  private let value: JSONValue
  private let owner: String

  init(_ value: JSONValue, _ owner: String) {
    self.value = value
    self.owner = owner
  }

  func string(_ name: String) throws -> String {
    try require(value[name]?.stringValue, name, "a text")
  }

  func integer(_ name: String) throws -> Int64 {
    try require(value[name]?.integerValue, name, "a whole number")
  }

  func digest(_ name: String) throws -> Digest {
    try require(value[name]?.stringValue.flatMap { Digest(hex: $0) }, name, "a digest")
  }

  func array(_ name: String) throws -> [JSONValue] {
    try require(value[name]?.arrayValue, name, "a list")
  }

  private func require<Field>(_ field: Field?, _ name: String, _ kind: String) throws -> Field {
    guard let field else { throw ReceiptProblem("the \(owner) has no '\(name)' that is \(kind)") }
    return field
  }
}

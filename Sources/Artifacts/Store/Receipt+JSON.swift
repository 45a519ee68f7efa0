extension Receipt {
  /// Layout of a receipt's file; a reader refuses any other.
  static let schema = "pipe.receipt/1"

  /// The file's bytes: `{"checksum":"…","receipt":…}` and a line feed, where the checksum is the
  /// SHA-256 of exactly the bytes of the inner value.
  func fileBytes() throws -> [UInt8] {
    let members = try JSONValue.object(membersAfterDocument).canonicalBytes().dropFirst()
    let body = Self.bodyStart + documentText + Array(",".utf8) + members
    return Self.prefix + Array(Digest(of: body).hex.utf8) + Self.middle + body + Self.suffix
  }

  /// Reads a receipt's file.
  ///
  /// - Throws: `ReceiptProblem`.
  init(fileBytes bytes: [UInt8]) throws {
    let bodyStart = Self.prefix.count + 64 + Self.middle.count
    guard bytes.count > bodyStart + Self.suffix.count, bytes.starts(with: Self.prefix),
      bytes[..<bodyStart].suffix(Self.middle.count).elementsEqual(Self.middle),
      bytes.suffix(Self.suffix.count).elementsEqual(Self.suffix)
    else { throw ReceiptProblem("not a receipt, or cut off") }
    let body = bytes[bodyStart..<bytes.count - Self.suffix.count]
    let checksum = bytes[Self.prefix.count..<Self.prefix.count + 64]
    guard Digest(of: body).hex.utf8.elementsEqual(checksum) else {
      throw ReceiptProblem("the checksum does not match")
    }
    guard body.starts(with: Self.bodyStart) else { throw ReceiptProblem("it has no document") }
    do {
      var scanner = JSONScanner(body.dropFirst(Self.bodyStart.count))
      let document = try scanner.skipValue()
      guard scanner.take(UInt8(ascii: ",")) else { throw scanner.error("',' is expected") }
      let members = try JSONValue(parsing: Array("{".utf8) + body[scanner.index...])
      try self.init(documentText: Array(document), members: members)
    } catch let error as JSONError {
      throw ReceiptProblem("\(error)")
    }
  }

  private static let prefix = Array(#"{"checksum":""#.utf8)
  private static let middle = Array(#"","receipt":"#.utf8)
  private static let suffix = Array("}\n".utf8)

  /// Canonical JSON has its members in the order of their names, of which this is the first.
  private static let bodyStart = Array(#"{"document":"#.utf8)

  /// The receipt as JSON, for `--json` output and for its file.
  public func json() -> JSONValue {
    var members = membersAfterDocument
    members["document"] = document
    return .object(members)
  }

  private var membersAfterDocument: JSONObject {
    [
      "key": .string(key.hex),
      "outputs": .object(outputs.mapValues { $0.json() }),
      "provenance": provenance.json(),
      "schema": .string(Self.schema),
    ]
  }

  private init(documentText: [UInt8], members json: JSONValue) throws {
    let fields = Fields(json, "receipt")
    let schema = try fields.string("schema")
    guard schema == Self.schema else {
      throw ReceiptProblem("it is of schema '\(schema)', this program reads '\(Self.schema)'")
    }
    guard let outputs = json["outputs"]?.objectValue else {
      throw ReceiptProblem("it has no outputs")
    }
    self.init(
      key: StageKey(try fields.digest("key")),
      documentText: documentText,
      outputs: try outputs.mapValues { try Output(json: $0) },
      provenance: try Provenance(json: json["provenance"] ?? .null))
  }
}

extension Receipt.Output {
  public func json() -> JSONValue {
    [
      "digest": .string(digest.hex),
      "kind": .string(kind.rawValue),
      "bytes": .integer(Int64(byteCount)),
      "file": .string(fileDigest.hex),
    ]
  }

  fileprivate init(json: JSONValue) throws {
    let fields = Fields(json, "output")
    guard let kind = Artifact.Kind(rawValue: try fields.string("kind")) else {
      throw ReceiptProblem("unknown kind of output '\(try fields.string("kind"))'")
    }
    self.init(
      digest: try fields.digest("digest"), kind: kind,
      byteCount: Int(try fields.integer("bytes")), fileDigest: try fields.digest("file"))
  }
}

extension Receipt.Provenance {
  public func json() -> JSONValue {
    var json: JSONValue = [
      "stage": .string(stage),
      "pipeline": .string(pipeline),
      "started": .string(started.description),
      "startedMilliseconds": .integer(started.milliseconds),
      "durationSeconds": durationSeconds.isFinite ? .number(durationSeconds) : .null,
      "toolVersion": .string(toolVersion),
    ]
    json["peakMemoryBytes"] = peakMemoryBytes.map { .integer($0) }
    json["threads"] = threads.map { .integer(Int64($0)) }
    json["instructionSet"] = instructionSet.map { .string($0) }
    if !details.isNull { json["details"] = details }
    return json
  }

  fileprivate init(json: JSONValue) throws {
    let fields = Fields(json, "provenance")
    self.init(
      stage: try fields.string("stage"),
      pipeline: try fields.string("pipeline"),
      started: Timestamp(milliseconds: try fields.integer("startedMilliseconds")),
      durationSeconds: json["durationSeconds"]?.doubleValue ?? 0,
      peakMemoryBytes: json["peakMemoryBytes"]?.integerValue,
      threads: json["threads"]?.integerValue.map { Int($0) },
      instructionSet: json["instructionSet"]?.stringValue,
      toolVersion: try fields.string("toolVersion"),
      details: json["details"] ?? .null)
  }
}

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

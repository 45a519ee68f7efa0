extension Receipt {
  /// Reads a receipt's file.
  ///
  /// A run that has nothing to do reads receipts by the thousand, so the fields are taken from the text as
  /// they come, without a tree of JSON values in between.
  ///
  /// - Throws: `ReceiptProblem`.
  init(fileBytes bytes: [UInt8]) throws {
    let bodyStart = Self.fileStart.count + 64 + Self.fileMiddle.count
    guard bytes.count > bodyStart + Self.fileEnd.count, bytes.starts(with: Self.fileStart),
      bytes[..<bodyStart].suffix(Self.fileMiddle.count).elementsEqual(Self.fileMiddle),
      bytes.suffix(Self.fileEnd.count).elementsEqual(Self.fileEnd)
    else { throw ReceiptProblem("not a receipt, or cut off") }
    let body = bytes[bodyStart..<bytes.count - Self.fileEnd.count]
    guard Digest(hex: bytes[Self.fileStart.count...].prefix(64)) == Digest(of: body) else {
      throw ReceiptProblem("the checksum does not match")
    }
    guard body.starts(with: Self.bodyStart) else { throw ReceiptProblem("it has no document") }
    do {
      var scanner = JSONScanner(body.dropFirst(Self.bodyStart.count))
      let document = try scanner.skipValue()
      guard scanner.take(UInt8(ascii: ",")) else { throw scanner.error("',' is expected") }
      try self.init(documentText: Array(document), membersIn: &scanner)
      guard scanner.isAtEnd else { throw scanner.error("text after the end of the receipt") }
    } catch let error as JSONError {
      throw ReceiptProblem("\(error)")
    }
  }

  private init(documentText: [UInt8], membersIn scanner: inout JSONScanner) throws {
    var schema: String?
    var key: Digest?
    var outputs: NameTable<Output>?
    var provenance = Provenance.Fields()
    try scanner.members { scanner, name, _ throws(JSONError) in
      switch name {
      case "schema": schema = try scanner.value(depth: 1).stringValue
      case "key": key = try scanner.digest()
      case "outputs": outputs = try Output.table(from: &scanner)
      case "provenance": try provenance.read(from: &scanner)
      default: _ = try scanner.skipValue()
      }
    }
    guard try require(schema, "schema", "a text") == Self.schema else {
      throw ReceiptProblem(
        "it is of schema '\(schema ?? "")', this program reads '\(Self.schema)'")
    }
    self.init(
      key: StageKey(try require(key, "key", "a digest")), documentText: documentText,
      outputs: try require(outputs, "outputs", "an object of results of known kinds"),
      provenance: try provenance.complete())
  }
}

extension Receipt.Output {
  /// Nil when one of the results lacks a field, or has one that this program does not know.
  fileprivate static func table(
    from scanner: inout JSONScanner
  ) throws(JSONError) -> NameTable<Self>? {
    var table: NameTable<Self> = [:]
    var isWhole = true
    try scanner.object(depth: 1) { scanner, name, _ throws(JSONError) in
      let output = try Self(from: &scanner)
      isWhole = isWhole && output.map { table.insert($0, under: name) } ?? false
    }
    return isWhole ? table : nil
  }

  private init?(from scanner: inout JSONScanner) throws(JSONError) {
    var digest: Digest?
    var fileDigest: Digest?
    var kind: Artifact.Kind?
    var byteCount: Int64?
    try scanner.object(depth: 2) { scanner, name, _ throws(JSONError) in
      switch name {
      case "digest": digest = try scanner.digest()
      case "file": fileDigest = try scanner.digest()
      case "kind":
        kind = try scanner.value(depth: 3).stringValue.flatMap(Artifact.Kind.init(rawValue:))
      case "bytes": byteCount = try scanner.value(depth: 3).integerValue
      default: _ = try scanner.skipValue()
      }
    }
    guard let digest, let fileDigest, let kind, let byteCount else { return nil }
    self.init(digest: digest, kind: kind, byteCount: Int(byteCount), fileDigest: fileDigest)
  }
}

extension Receipt.Provenance {
  /// What has been read of a provenance.
  fileprivate struct Fields {
    private var stage: String?
    private var pipeline: String?
    private var startedMilliseconds: Int64?
    private var toolVersion: String?
    private var durationSeconds = 0.0
    private var peakMemoryBytes: Int64?
    private var threads: Int64?
    private var instructionSet: String?
    private var details = JSONValue.null

    mutating func read(from scanner: inout JSONScanner) throws(JSONError) {
      var fields = self
      try scanner.object(depth: 1) { scanner, name, _ throws(JSONError) in
        try fields.read(name, scanner.value(depth: 2))
      }
      self = fields
    }

    private mutating func read(_ name: String, _ value: JSONValue) {
      switch name {
      case "stage": stage = value.stringValue
      case "pipeline": pipeline = value.stringValue
      case "startedMilliseconds": startedMilliseconds = value.integerValue
      case "toolVersion": toolVersion = value.stringValue
      case "durationSeconds": durationSeconds = value.doubleValue ?? 0
      case "peakMemoryBytes": peakMemoryBytes = value.integerValue
      case "threads": threads = value.integerValue
      case "instructionSet": instructionSet = value.stringValue
      case "details": details = value
      default: break
      }
    }

    func complete() throws(ReceiptProblem) -> Receipt.Provenance {
      Receipt.Provenance(
        stage: try require(stage, "stage", "a text"),
        pipeline: try require(pipeline, "pipeline", "a text"),
        started: Timestamp(
          milliseconds: try require(startedMilliseconds, "startedMilliseconds", "a whole number")),
        durationSeconds: durationSeconds, peakMemoryBytes: peakMemoryBytes,
        threads: threads.map { Int($0) }, instructionSet: instructionSet,
        toolVersion: try require(toolVersion, "toolVersion", "a text"), details: details)
    }
  }
}

extension JSONScanner {
  /// Reads a digest; nil for any other value.
  fileprivate mutating func digest() throws(JSONError) -> Digest? {
    let text = try skipValue()
    guard text.count == 66, text.first == UInt8(ascii: "\""), text.last == UInt8(ascii: "\"")
    else { return nil }
    return Digest(hex: text.dropFirst().prefix(64))
  }
}

private func require<Field>(
  _ field: Field?, _ name: String, _ kind: String
) throws(ReceiptProblem) -> Field {
  guard let field else { throw ReceiptProblem("the receipt has no '\(name)' that is \(kind)") }
  return field
}

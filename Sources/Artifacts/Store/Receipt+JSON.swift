extension Receipt {
  /// Layout of a receipt's file; a reader refuses any other.
  static let schema = "pipe.receipt/1"

  /// The file's bytes: `{"checksum":"…","receipt":…}` and a line feed, where the checksum is the
  /// SHA-256 of exactly the bytes of the inner value.
  func fileBytes() throws -> [UInt8] {
    let members = try JSONValue.object(membersAfterDocument).canonicalBytes().dropFirst()
    let body = Self.bodyStart + documentText + Array(",".utf8) + members
    return Self.fileStart + Array(Digest(of: body).hex.utf8) + Self.fileMiddle + body + Self.fileEnd
  }

  static let fileStart = Array(#"{"checksum":""#.utf8)
  static let fileMiddle = Array(#"","receipt":"#.utf8)
  static let fileEnd = Array("}\n".utf8)

  /// Canonical JSON has its members in the order of their names, of which this is the first.
  static let bodyStart = Array(#"{"document":"#.utf8)

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
}

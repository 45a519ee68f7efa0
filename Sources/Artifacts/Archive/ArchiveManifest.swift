/// What an exported file holds: its first entry, `manifest.json`.
struct ArchiveManifest: Equatable {
  static let schema = "pipe.export/1"
  static let name = "manifest.json"

  struct Entry: Equatable {
    let name: String
    let byteCount: Int
    /// SHA-256 of the file's bytes.
    let fileDigest: Digest
  }

  struct Object: Equatable {
    let digest: Digest
    let kind: Artifact.Kind
    let entry: Entry
  }

  struct ReceiptFile: Equatable {
    let key: StageKey
    let entry: Entry
  }

  /// Keys that were asked for; the other receipts are what these were made from.
  let roots: [StageKey]
  /// In the order in which they follow: first the receipts, then the objects.
  let receipts: [ReceiptFile]
  let objects: [Object]

  static func name(of key: StageKey) -> String { "receipts/\(key.hex.prefix(2))/\(key.hex).json" }

  static func name(of digest: Digest, _ kind: Artifact.Kind) -> String {
    "objects/\(digest.hex.prefix(2))/\(digest.hex).\(kind.fileExtension)"
  }
}

extension ArchiveManifest {
  func json() -> JSONValue {
    [
      "schema": .string(Self.schema),
      "roots": .array(roots.map { .string($0.hex) }),
      "receipts": .array(
        receipts.map { receipt in
          receipt.entry.json(["key": .string(receipt.key.hex)])
        }),
      "objects": .array(
        objects.map { object in
          object.entry.json([
            "digest": .string(object.digest.hex), "kind": .string(object.kind.rawValue),
          ])
        }),
    ]
  }

  /// Names of files are not taken from the manifest but made from keys and digests: nothing in it can
  /// lead out of the store.
  ///
  /// - Throws: `ReceiptProblem`.
  init(json: JSONValue) throws {
    let fields = Fields(json, "manifest")
    let schema = try fields.string("schema")
    guard schema == Self.schema else {
      throw ReceiptProblem(
        "its manifest is of schema '\(schema)', this program reads '\(Self.schema)'")
    }
    roots = try fields.array("roots").map { root in
      guard let key = root.stringValue.flatMap({ StageKey(hex: $0) }) else {
        throw ReceiptProblem("a root in its manifest is not a key")
      }
      return key
    }
    receipts = try fields.array("receipts").map { value in
      let key = StageKey(try Fields(value, "manifest").digest("key"))
      return ReceiptFile(key: key, entry: try Entry(json: value, name: Self.name(of: key)))
    }
    objects = try fields.array("objects").map { value in
      let fields = Fields(value, "manifest")
      let digest = try fields.digest("digest")
      guard let kind = Artifact.Kind(rawValue: try fields.string("kind")) else {
        throw ReceiptProblem("its manifest names an unknown kind of object")
      }
      return Object(
        digest: digest, kind: kind,
        entry: try Entry(json: value, name: Self.name(of: digest, kind)))
    }
    guard Set(roots).isSubset(of: receipts.map(\.key)) else {
      throw ReceiptProblem("its manifest has a root without a receipt")
    }
    let names = receipts.map(\.entry.name) + objects.map(\.entry.name)
    guard Set(names).count == names.count else {
      throw ReceiptProblem("its manifest names a file twice")
    }
  }
}

extension ArchiveManifest.Entry {
  fileprivate func json(_ members: JSONValue) -> JSONValue {
    var json = members
    json["bytes"] = .integer(Int64(byteCount))
    json["file"] = .string(fileDigest.hex)
    json["name"] = .string(name)
    return json
  }

  fileprivate init(json: JSONValue, name: String) throws {
    let fields = Fields(json, "manifest")
    let byteCount = try fields.integer("bytes")
    guard byteCount >= 0, byteCount < 1 << 54 else {
      throw ReceiptProblem("its manifest gives '\(name)' an impossible size")
    }
    guard try fields.string("name") == name else {
      throw ReceiptProblem("its manifest names the file '\(try fields.string("name"))'")
    }
    self.init(name: name, byteCount: Int(byteCount), fileDigest: try fields.digest("file"))
  }
}

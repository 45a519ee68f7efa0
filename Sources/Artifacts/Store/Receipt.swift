/// What is known of a stage that has run: its key, what the key was made of, its results, and the
/// circumstances, which are not part of any identity.
public struct Receipt: Equatable, Sendable {
  /// One named result.
  public struct Output: Equatable, Sendable {
    /// Digest of the logical content, which names the object.
    public let digest: Digest
    public let kind: Artifact.Kind
    /// Size of the object's file.
    public let byteCount: Int
    /// SHA-256 of the object's file, which finds damage even where no content lies.
    public let fileDigest: Digest

    public init(digest: Digest, kind: Artifact.Kind, byteCount: Int, fileDigest: Digest) {
      self.digest = digest
      self.kind = kind
      self.byteCount = byteCount
      self.fileDigest = fileDigest
    }
  }

  /// Who made it, when, how long it took and on what.
  public struct Provenance: Equatable, Sendable {
    /// The stage's name in its pipeline, with the cell of a matrix: `dropout[p=0.4]`.
    public var stage: String
    public var pipeline: String
    public var started: Timestamp
    public var durationSeconds: Double
    public var peakMemoryBytes: Int64?
    public var threads: Int?
    /// The instruction set of the kernels: `avx512`, `avx2`, `neon`, `scalar`.
    public var instructionSet: String?
    public var toolVersion: String
    /// Facts of the host and whatever else is worth knowing.
    public var details: JSONValue

    public init(
      stage: String, pipeline: String, started: Timestamp, durationSeconds: Double,
      peakMemoryBytes: Int64? = nil, threads: Int? = nil, instructionSet: String? = nil,
      toolVersion: String, details: JSONValue = .null
    ) {
      self.stage = stage
      self.pipeline = pipeline
      self.started = started
      self.durationSeconds = durationSeconds
      self.peakMemoryBytes = peakMemoryBytes
      self.threads = threads
      self.instructionSet = instructionSet
      self.toolVersion = toolVersion
      self.details = details
    }
  }

  public let key: StageKey

  /// The canonical text of the document whose digest is the key. Planning looks up receipts by the
  /// thousand and asks none of them for its document.
  let documentText: [UInt8]

  /// The document whose digest is the key: kind, version, parameters, inputs.
  ///
  /// Null for a text that is not JSON, which is the document of no key: a check of the key finds it.
  public var document: JSONValue { (try? JSONValue(parsing: documentText)) ?? .null }

  /// Results by name.
  public let outputs: NameTable<Output>

  public let provenance: Provenance

  /// - Throws: `JSONError.notFinite` for a document that has no canonical text.
  public init(
    key: StageKey, document: JSONValue, outputs: NameTable<Output>, provenance: Provenance
  ) throws(JSONError) {
    self.init(
      key: key, documentText: try document.canonicalBytes(), outputs: outputs,
      provenance: provenance)
  }

  init(
    key: StageKey, documentText: [UInt8], outputs: NameTable<Output>, provenance: Provenance
  ) {
    self.key = key
    self.documentText = documentText
    self.outputs = outputs
    self.provenance = provenance
  }
}

import SystemPackage

/// What can go wrong with the store, apart from single system calls (`FileError`).
public enum StoreError: Error, Equatable, Sendable {
  /// The store's folder cannot be written.
  case notWritable(root: FilePath, reason: FileError)

  /// The folder holds something, such as `found`, but no store.
  case notAStore(root: FilePath, found: String)

  /// The folder holds a store of another layout, or something else under its marker's name.
  case unknownLayout(root: FilePath, found: String)

  /// An object is not in the store.
  case missingObject(digest: Digest, kind: Artifact.Kind)

  /// An object's file is damaged; it was moved to `quarantined` unless the store is read-only.
  case corruptObject(
    digest: Digest, kind: Artifact.Kind, reason: String, quarantined: FilePath?)

  /// A stage gave other results than the ones recorded under its key. Nothing was changed.
  case nondeterminism(key: StageKey, stage: String, differences: [Difference])

  /// The key is not the digest of the document.
  case keyMismatch(key: StageKey, document: StageKey)

  /// A result cannot be written as a file: a number that is not finite in a table, an impossible
  /// name of a tensor.
  case unencodable(output: String, reason: String)

  /// No object, or no stage, has a digest that starts so.
  case noMatch(prefix: String)

  /// Several have; `candidates` are in order.
  case ambiguousPrefix(prefix: String, candidates: [Digest])

  /// Somebody uses the store in a way that keeps `what` from being done.
  case busy(what: String)

  /// A result cannot be pinned because no receipt of its key is there.
  case noResult(key: StageKey)

  /// A file is not an export of a store, or not an intact one.
  case badArchive(file: String, reason: String)

  /// An output that differs from the recorded one; nil where there is none on that side.
  public struct Difference: Equatable, Sendable {
    public let output: String
    public let recorded: Digest?
    public let computed: Digest?
  }
}

extension StoreError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notWritable(let root, let reason):
      """
      the store \(root) cannot be written: \(reason); \
      name another folder with --store or PIPE_STORE
      """
    case .notAStore(let root, let found):
      """
      \(root) is not a store: it holds other things (\(found)); \
      name an empty or a new folder with --store or PIPE_STORE
      """
    case .unknownLayout(let root, let found):
      """
      \(root) is not a store that this version can read (\(found), expected \(Store.schema)); \
      name another folder with --store or PIPE_STORE
      """
    case .missingObject(let digest, let kind):
      "the \(kind.rawValue) object \(digest.short) is not in the store; run its stage again"
    case .corruptObject(let digest, let kind, let reason, let quarantined):
      """
      the \(kind.rawValue) object \(digest.short) is damaged: \(reason); \
      \(quarantined.map { "it was moved to \($0)" } ?? "the store is read-only, it stays"); \
      run its stage again
      """
    case .nondeterminism(let key, let stage, let differences):
      """
      stage '\(stage)' (key \(key.short)) gave other results than recorded: \
      \(differences.map(\.description).joined(separator: "; ")); \
      the recorded ones were kept
      """
    case .keyMismatch(let key, let document):
      "key \(key.short) is not that of its document, \(document.short)"
    case .unencodable(let output, let reason):
      "result '\(output)' cannot be stored: \(reason)"
    case .noMatch(let prefix):
      "nothing in the store has a digest that starts with '\(prefix)'"
    case .busy(let what):
      "the store is busy: \(what); try again later"
    case .noResult(let key):
      "the store has no result of key \(key.short); see pipe cache ls"
    case .badArchive(let file, let reason):
      "\(file) cannot be imported: \(reason); nothing was changed; export it again"
    case .ambiguousPrefix(let prefix, let candidates):
      "'\(prefix)' is ambiguous: \(candidates.map(\.short).joined(separator: ", "))"
    }
  }
}

extension StoreError.Difference: CustomStringConvertible {
  public var description: String {
    "'\(output)' was \(recorded?.short ?? "absent") and is now \(computed?.short ?? "absent")"
  }
}

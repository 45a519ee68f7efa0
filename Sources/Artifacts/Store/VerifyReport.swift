import SystemPackage

/// What a check of the whole store found.
public struct VerifyReport: Equatable, Sendable {
  /// A damaged object.
  public struct Corruption: Equatable, Sendable {
    public let digest: Digest
    public let kind: Artifact.Kind
    public let reason: String
    /// Where it was moved; nil in a read-only store.
    public let quarantined: FilePath?
  }

  /// A receipt that promises objects which are not there: its stage will run again.
  public struct Incomplete: Equatable, Sendable {
    public let key: StageKey
    public let stage: String
    /// Names of the missing outputs.
    public let missing: [String]
  }

  /// Objects and receipts that were read.
  public var objectCount = 0
  public var receiptCount = 0

  /// Bytes of the objects' files.
  public var byteCount = 0

  public var corruptObjects: [Corruption] = []
  public var corruptReceipts: [StageKey] = []
  public var incompleteReceipts: [Incomplete] = []

  /// Files in `objects/` and `receipts/` that do not belong there; they are left alone.
  public var strayFiles: [FilePath] = []

  /// No damage; missing objects and stray files are none.
  public var isSound: Bool { corruptObjects.isEmpty && corruptReceipts.isEmpty }
}

import SystemPackage

/// Something that was wrong in the store and has been dealt with; worth telling the user.
public enum StoreWarning: Equatable, Sendable {
  /// A receipt could not be read and counts as absent: its stage runs again.
  case corruptReceipt(key: StageKey, reason: String, quarantined: FilePath?)

  /// A checkpoint could not be read: its stage starts from the beginning.
  case corruptCheckpoint(key: StageKey, reason: String)

  /// The record of a run could not be read and is left out.
  case corruptRun(path: FilePath, reason: String)

  /// An object was damaged; it was moved away and written anew.
  case replacedObject(digest: Digest, quarantined: FilePath?)
}

extension StoreWarning: CustomStringConvertible {
  public var description: String {
    switch self {
    case .corruptReceipt(let key, let reason, let quarantined):
      """
      receipt \(key.short) is damaged (\(reason)) and counts as absent\
      \(quarantined.map { "; moved to \($0)" } ?? "")
      """
    case .corruptCheckpoint(let key, let reason):
      "the checkpoint of \(key.short) is damaged (\(reason)); its stage starts again"
    case .corruptRun(let path, let reason):
      "the record \(path) is damaged (\(reason)) and is left out"
    case .replacedObject(let digest, let quarantined):
      """
      object \(digest.short) was damaged and has been written anew\
      \(quarantined.map { "; the damaged file is \($0)" } ?? "")
      """
    }
  }
}

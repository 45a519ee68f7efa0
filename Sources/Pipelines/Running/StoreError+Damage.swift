import Artifacts

extension StoreError {
  /// The object that a result should have been read from and was damaged or gone.
  public var damagedDigest: Digest? {
    switch self {
    case .corruptObject(let digest, _, _, _), .missingObject(let digest, _): digest
    default: nil
    }
  }
}

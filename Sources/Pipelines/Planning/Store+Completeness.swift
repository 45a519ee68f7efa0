import Artifacts

extension Store {
  /// The receipt of a key, if every result that it promises is there.
  ///
  /// - Throws: `FileError`.
  func completeReceipt(for key: StageKey) throws -> Receipt? {
    try receipt(for: key).flatMap(complete)
  }

  /// A receipt, if every result that it promises is there.
  func complete(_ receipt: Receipt) -> Receipt? {
    receipt.outputs.values.allSatisfy(contains) ? receipt : nil
  }
}

extension Receipt {
  /// The digests of the results by name, in hexadecimal.
  public var digests: JSONObject { outputs.mapValues { .string($0.digest.hex) } }
}

extension StoreError {
  /// The object that a result should have been read from and was damaged or gone.
  public var damagedDigest: Digest? {
    switch self {
    case .corruptObject(let digest, _, _, _), .missingObject(let digest, _): digest
    default: nil
    }
  }
}

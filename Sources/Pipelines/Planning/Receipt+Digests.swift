import Artifacts

extension Receipt {
  /// The digests of the results by name, in hexadecimal.
  public var digests: JSONObject { outputs.mapValues { .string($0.digest.hex) } }
}

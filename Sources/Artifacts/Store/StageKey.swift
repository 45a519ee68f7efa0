/// The identity of a stage: the digest of the canonical JSON of everything that can change its
/// result.
public struct StageKey: Hashable, Sendable {
  public let digest: Digest

  public init(_ digest: Digest) { self.digest = digest }

  /// The key of a document such as {kind, version, parameters, inputs}.
  ///
  /// - Throws: `JSONError.notFinite`.
  public init(document: JSONValue) throws(JSONError) {
    digest = Digest(of: try document.canonicalBytes())
  }

  /// Reads 64 hexadecimal digits; nil for anything else.
  public init?(hex: String) {
    guard let digest = Digest(hex: hex) else { return nil }
    self.digest = digest
  }

  /// 64 hexadecimal digits.
  public var hex: String { digest.hex }

  /// The first 12 hexadecimal digits, for human readers.
  public var short: String { digest.short }
}

extension StageKey: Comparable {
  public static func < (left: StageKey, right: StageKey) -> Bool { left.digest < right.digest }
}

extension StageKey: CustomStringConvertible {
  public var description: String { hex }
}

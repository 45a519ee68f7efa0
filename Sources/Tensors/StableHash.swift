/// FNV-1a with 64 bits (Fowler, Noll and Vo; RFC 9923): the same on every machine and in every run,
/// unlike `Hasher`. For naming streams and for digests in tests, not against an adversary.
public struct StableHash: Sendable {
  public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  public init() {}

  public mutating func combine(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  /// The UTF-8 bytes of the string, without a terminator.
  public mutating func combine(_ string: String) {
    for byte in string.utf8 { combine(byte) }
  }

  /// Eight bytes, least significant first.
  public mutating func combine(_ word: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      combine(UInt8(truncatingIfNeeded: word >> shift))
    }
  }

  /// Bytes as they lie in memory.
  public mutating func combine(bytes: UnsafeRawBufferPointer) {
    for byte in bytes { combine(byte) }
  }
}

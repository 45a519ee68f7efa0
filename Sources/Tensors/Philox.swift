/// Philox4x32-10, a counter-based random number generator: a bijection of 128-bit counters for each
/// 64-bit key.
///
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
public enum Philox {
  /// The four words of one block.
  public static func block(
    counter: SIMD4<UInt32>, key: SIMD2<UInt32>, rounds: Int = 10
  ) -> SIMD4<UInt32> {
    var (c, k) = (counter, key)
    for _ in 0..<rounds {
      let p0 = UInt64(c[0]) * 0xD251_1F53
      let p1 = UInt64(c[2]) * 0xCD9E_8D57
      c = SIMD4(
        UInt32(p1 >> 32) ^ c[1] ^ k[0], UInt32(truncatingIfNeeded: p1),
        UInt32(p0 >> 32) ^ c[3] ^ k[1], UInt32(truncatingIfNeeded: p0))
      k &+= SIMD2(0x9E37_79B9, 0xBB67_AE85)
    }
    return c
  }
}

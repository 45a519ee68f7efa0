import CKernels

/// An endless sequence of random words. Word `i` is a pure function of (seed, name, i): no state, hence
/// nothing to save when a run is interrupted, and no dependence on threads or order.
///
/// The key of Philox is the seed. The counter is (block index, 64 bits; stream identifier, 64 bits), the
/// identifier being the ``StableHash`` of the name. Word `i` is word `i % 4` of block `i / 4`.
public struct RandomStream: Hashable, Sendable {
  public let seed: UInt64
  public let identifier: UInt64

  public init(seed: UInt64, name: String) {
    self.seed = seed
    var hash = StableHash()
    hash.combine(name)
    identifier = hash.value
  }

  private init(seed: UInt64, identifier: UInt64) {
    self.seed = seed
    self.identifier = identifier
  }

  /// Another stream, for example of one training step, one epoch or one Monte-Carlo pass: its identifier
  /// is the ``StableHash`` of this one's and `index`, eight bytes each.
  public func substream(_ index: UInt64) -> RandomStream {
    var hash = StableHash()
    hash.combine(identifier)
    hash.combine(index)
    return RandomStream(seed: seed, identifier: hash.value)
  }

  /// Word `index`.
  public func bits(at index: UInt64) -> UInt32 {
    block(index / 4)[Int(index % 4)]
  }

  /// Words `4 block` to `4 block + 3`.
  func block(_ block: UInt64) -> SIMD4<UInt32> {
    Philox.block(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
        UInt32(truncatingIfNeeded: identifier), UInt32(truncatingIfNeeded: identifier >> 32)),
      key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
  }

  /// Uniform in [0, 1): the top 24 bits of word `index` over 2^24.
  public func uniform(at index: UInt64) -> Float {
    Float(bits(at: index) >> 8) * 0x1p-24
  }

  var code: ck_stream { ck_stream(key: seed, identifier: identifier) }
}

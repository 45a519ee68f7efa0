/// Writes bits into memory that somebody else owns, the least significant first, as RFC 1951 packs them.
struct BitWriter {
  private let start: UnsafeMutableRawPointer
  private var next: UnsafeMutableRawPointer
  private var held: UInt64
  private var heldCount: Int

  /// - Parameters:
  ///   - memory: room for all that will be written, and eight bytes more.
  ///   - held: bits that are written first.
  init(_ memory: UnsafeMutableRawBufferPointer, held: UInt64, count: Int) {
    guard let base = memory.baseAddress else { preconditionFailure("bits need memory") }
    (start, next) = (base, base)
    (self.held, heldCount) = (held, count)
  }

  /// - Parameters:
  ///   - bits: no bit beyond `count` is set.
  ///   - count: at most 56.
  @inline(__always)
  mutating func write(_ bits: UInt64, count: Int) {
    held |= bits &<< UInt64(heldCount)
    heldCount &+= count
    // All eight bytes are stored, and those that are not full yet are stored again.
    next.storeBytes(of: held.littleEndian, as: UInt64.self)
    let whole = heldCount &>> 3
    next += whole
    held = whole == 8 ? 0 : held &>> UInt64(8 &* whole)
    heldCount &= 7
  }

  /// The bytes that are complete, and the fewer than eight bits that are not.
  var written: (bytes: UnsafeRawBufferPointer, held: UInt64, count: Int) {
    (UnsafeRawBufferPointer(start: start, count: next - start), held, heldCount)
  }
}

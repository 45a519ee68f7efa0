/// The checksum of zlib streams, RFC 1950, section 8.2.
struct Adler32 {
  private static let modulus: UInt32 = 65521

  /// Vectors between two reductions: with 256 of them no sum below reaches 2^28.
  private static let vectorsBetweenReductions = 256

  /// The checksum of all bytes.
  ///
  /// Lane j of `sum` adds byte j of each vector, and of `prefix` the sums before each vector. With n
  /// vectors that is: low += sum of all lanes; high += 16 n low + 16 prefix + (16 - j) sum.
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    var (low, high): (UInt32, UInt32) = (1, 0)
    var place = 0
    while place + 16 <= bytes.count {
      let vectors = min((bytes.count - place) / 16, vectorsBetweenReductions)
      var sum = SIMD16<UInt32>()
      var prefix = SIMD16<UInt32>()
      for _ in 0..<vectors {
        prefix &+= sum
        let vector = bytes.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self)
        sum &+= SIMD16<UInt32>(truncatingIfNeeded: vector)
        place += 16
      }
      high = (high + 16 * UInt32(vectors) * low) % modulus
      high = (high + 16 * (prefix.wrappedSum() % modulus)) % modulus
      high = (high + (sum &* weights).wrappedSum()) % modulus
      low = (low + sum.wrappedSum()) % modulus
    }
    while place < bytes.count {
      low = (low + UInt32(bytes[place])) % modulus
      high = (high + low) % modulus
      place += 1
    }
    return high << 16 | low
  }

  private static let weights = SIMD16<UInt32>(16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
}

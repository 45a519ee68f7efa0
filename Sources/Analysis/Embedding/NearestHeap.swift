/// The smallest keys seen so far, the largest of them on top: a heap in memory that somebody else owns,
/// full from the start of keys above all others.
///
/// A key is the bits of a distance, which order as the distances do since none is negative, and below them
/// the index.
struct NearestHeap {
  private let keys: UnsafeMutableBufferPointer<UInt64>

  init(_ keys: UnsafeMutableBufferPointer<UInt64>) { self.keys = keys }

  /// Offers the distances of all points but the point itself.
  mutating func offer(_ distances: UnsafeBufferPointer<Float>, except own: Int) {
    guard let base = distances.baseAddress else { return }
    let vectors = distances.count / 16 * 16
    var farthest = bound
    for place in stride(from: 0, to: vectors, by: 16) {
      // Few are near enough, so sixteen at a time are looked at first.
      let vector = UnsafeRawPointer(base + place).loadUnaligned(as: SIMD16<Float>.self)
      if any(vector .<= farthest) {
        for index in place..<(place + 16) { offer(distances[index], index, own) }
        farthest = bound
      }
    }
    for index in vectors..<distances.count { offer(distances[index], index, own) }
  }

  private var bound: SIMD16<Float> {
    let bits = UInt32(keys[0] >> 32)
    return SIMD16(repeating: bits == .max ? .infinity : Float(bitPattern: bits))
  }

  private func offer(_ distance: Float, _ index: Int, _ own: Int) {
    let key = UInt64(distance.bitPattern) << 32 | UInt64(index)
    if key < keys[0], index != own { replaceTop(by: key) }
  }

  private func replaceTop(by key: UInt64) {
    var hole = 0
    while 2 * hole + 1 < keys.count {
      var child = 2 * hole + 1
      if child + 1 < keys.count, keys[child + 1] > keys[child] { child += 1 }
      guard keys[child] > key else { break }
      keys[hole] = keys[child]
      hole = child
    }
    keys[hole] = key
  }

  /// Ends the search: smallest first.
  mutating func sort() {
    var keys = keys
    keys.sort()
  }
}

/// Sorts keys digit by digit, the lowest first.
enum RadixSort {
  private static let digitBits = 11

  /// The keys in ascending order of some of their bits; those that are equal there keep their order.
  ///
  /// - Complexity: O(keys.count) for each 11 of the bits.
  static func sorted(_ keys: [UInt64], bits: Range<Int>) -> [UInt64] {
    var source = keys
    var target = keys
    for shift in stride(from: bits.lowerBound, to: bits.upperBound, by: digitBits) {
      let width = min(digitBits, bits.upperBound - shift)
      let mask = UInt64(1) << UInt64(width) - 1
      var places = [Int](repeating: 0, count: 1 << width)
      for key in source { places[Int(key >> UInt64(shift) & mask)] += 1 }
      var next = 0
      for digit in places.indices { (places[digit], next) = (next, next + places[digit]) }
      for key in source {
        let digit = Int(key >> UInt64(shift) & mask)
        target[places[digit]] = key
        places[digit] += 1
      }
      swap(&source, &target)
    }
    return source
  }
}

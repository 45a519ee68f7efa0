/// A prefix code of the smallest total length for given frequencies, in the canonical form of RFC
/// 1951, section 3.2.2.
struct HuffmanCode {
  /// What is written for a symbol.
  struct Word {
    /// The bit that is written first is lowest.
    var code: UInt16 = 0

    /// In bits; 0 for symbols without a code.
    var length: UInt16 = 0
  }

  /// Of each symbol.
  private(set) var words: [Word]

  /// - Parameters:
  ///   - frequencies: of each symbol; those that never occur get no code.
  ///   - limit: the most bits a code may have, up to 15; at least the logarithm of the symbols'
  ///     number.
  init(frequencies: [Int], limit: Int) {
    words = [Word](repeating: Word(), count: frequencies.count)
    // Equal frequencies are ordered by symbol, so that the code is a function of its input.
    let symbols = frequencies.indices.filter { frequencies[$0] > 0 }
      .sorted { (frequencies[$0], $0) < (frequencies[$1], $1) }
    var counts = Self.depths(symbols.map { frequencies[$0] }, limit: limit)
    var length = limit
    for symbol in symbols {
      while counts[length] == 0 { length -= 1 }
      words[symbol].length = UInt16(length)
      counts[length] -= 1
    }
    assignCodes(limit: limit)
  }

  /// How many codes have each length from 0 to `limit`, for ascending frequencies.
  private static func depths(_ frequencies: [Int], limit: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: limit + 1)
    let leaves = frequencies.count
    guard leaves > 1 else {
      counts[1] = leaves
      return counts
    }
    // D. A. Huffman's algorithm with two queues: both leaves and inner nodes come in order.
    var weights = frequencies
    var parents = [Int](repeating: 0, count: 2 * leaves - 1)
    var (leaf, inner) = (0, leaves)
    for node in leaves..<(2 * leaves - 1) {
      var weight = 0
      for _ in 0..<2 {
        let takesLeaf = leaf < leaves && (inner == node || weights[leaf] <= weights[inner])
        let child = takesLeaf ? leaf : inner
        if takesLeaf { leaf += 1 } else { inner += 1 }
        weight += weights[child]
        parents[child] = node
      }
      weights.append(weight)
    }
    var depths = [Int](repeating: 0, count: 2 * leaves - 1)
    for node in (0..<(2 * leaves - 2)).reversed() {
      depths[node] = depths[parents[node]] + 1
      if node < leaves { counts[min(depths[node], limit)] += 1 }
    }
    balance(&counts, limit: limit)
    return counts
  }

  /// Cutting long codes to the limit uses up more than there is: each step lengthens one shorter
  /// code to make room for two of the longest.
  private static func balance(_ counts: inout [Int], limit: Int) {
    var used = (1...limit).reduce(0) { $0 + counts[$1] << (limit - $1) }
    while used > 1 << limit {
      counts[limit] -= 1
      var length = limit - 1
      while counts[length] == 0 { length -= 1 }
      counts[length] -= 1
      counts[length + 1] += 2
      used -= 1
    }
  }

  private mutating func assignCodes(limit: Int) {
    var next = 0
    for length in 1...limit {
      next <<= 1
      for symbol in words.indices where words[symbol].length == UInt16(length) {
        words[symbol].code = Self.reversed(next, count: length)
        next += 1
      }
    }
  }

  private static func reversed(_ bits: Int, count: Int) -> UInt16 {
    var result = 0
    for place in 0..<count where bits & (1 << place) != 0 { result |= 1 << (count - 1 - place) }
    return UInt16(result)
  }
}

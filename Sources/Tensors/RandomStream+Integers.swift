extension RandomStream {
  /// Reads a stream's words one after the other, for algorithms that use an unforeseeable number.
  public struct Reader: Sendable {
    public let stream: RandomStream

    /// The index of the next word.
    public private(set) var index: UInt64

    /// The block that the last word came from: four words cost what one does.
    private var block: (index: UInt64, words: SIMD4<UInt32>)?

    public init(_ stream: RandomStream, from index: UInt64 = 0) {
      self.stream = stream
      self.index = index
    }

    public mutating func next() -> UInt32 {
      defer { index += 1 }
      if let block, block.index == index / 4 { return block.words[Int(index % 4)] }
      let words = stream.block(index / 4)
      block = (index / 4, words)
      return words[Int(index % 4)]
    }

    /// Uniform in `0 ..< bound`, without bias (Lemire, "Fast random integer generation in an interval",
    /// ACM TOMACS 29, 2019).
    ///
    /// - Precondition: `bound > 0`.
    public mutating func next(below bound: UInt32) -> UInt32 {
      precondition(bound > 0, "no integer is below 0")
      var product = UInt64(next()) * UInt64(bound)
      if UInt32(truncatingIfNeeded: product) < bound {
        let threshold = (0 &- bound) % bound
        while UInt32(truncatingIfNeeded: product) < threshold {
          product = UInt64(next()) * UInt64(bound)
        }
      }
      return UInt32(product >> 32)
    }
  }

  /// A random order of `0 ..< count` (Fisher and Yates, from the last element down).
  ///
  /// - Precondition: `0 <= count <= Int32.max`.
  public func permutation(count: Int) -> [Int32] {
    precondition(count >= 0 && count <= Int(Int32.max), "cannot permute \(count) elements")
    var order = (0..<Int32(count)).map { $0 }
    var reader = Reader(self)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, Int(reader.next(below: UInt32(last + 1))))
    }
    return order
  }
}

import Testing

@testable import Tensors

/// Philox and what is drawn from it.
@Suite struct RandomTests {
  /// The vectors of Random123 (tests/kat_vectors, commit 9545ff6).
  static let vectors: [(Int, [UInt32], [UInt32], [UInt32])] = [
    (10, [0, 0, 0, 0], [0, 0], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
    (
      10, [.max, .max, .max, .max], [.max, .max],
      [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
    ),
    (
      10, [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
      [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
    ),
    (7, [0, 0, 0, 0], [0, 0], [0x5f6f_b709, 0x0d89_3f64, 0x4f12_1f81, 0x4f73_0a48]),
    (
      7, [.max, .max, .max, .max], [.max, .max],
      [0x5207_ddc2, 0x4516_5e59, 0x4d8e_e751, 0x8c52_f662]
    ),
    (
      7, [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
      [0x4dfc_caba, 0x190a_87f0, 0xc473_62ba, 0xb6b5_242a]
    ),
  ]

  @Test("Philox4x32 gives the published vectors", arguments: vectors)
  func knownAnswers(rounds: Int, counter: [UInt32], key: [UInt32], output: [UInt32]) {
    let block = Philox.block(counter: SIMD4(counter), key: SIMD2(key), rounds: rounds)
    #expect(block == SIMD4(output))
  }

  @Test("the hash behind stream names is FNV-1a")
  func names() {
    // http://www.isthe.com/chongo/tech/comp/fnv/, test vectors for FNV-1a 64.
    for (text, expected) in [
      ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
    ] as [(String, UInt64)] {
      var hash = StableHash()
      hash.combine(text)
      #expect(hash.value == expected)
      #expect(RandomStream(seed: 1, name: text).identifier == expected)
    }
  }

  @Test(
    "filling equals reading word by word, from any start, in any pieces",
    arguments: [0, 1, 6, 4093])
  func uniform(first: Int) {
    let stream = RandomStream(seed: 0x1234_5678_9abc_def0, name: "dense1/weight").substream(3)
    let expected = Tensor<Float>(
      (0..<10_001).map { Float(-2).addingProduct(stream.uniform(at: UInt64(first + $0)), 5) })
    for context in contexts {
      var x = Tensor<Float>(zeros: [10_001])
      context.fillUniform(&x, from: -2, to: 3, stream: stream, first: UInt64(first))
      #expect(x == expected, "\(context.label)")
    }
  }

  @Test("counters beyond 32 bits carry into the second word")
  func largeIndices() {
    let stream = RandomStream(seed: 5, name: "far")
    let first: UInt64 = (1 << 34) - 9
    for context in singleThreaded {
      var x = Tensor<Float>(zeros: [40])
      context.fillUniform(&x, from: 0, to: 1, stream: stream, first: first)
      #expect(x == Tensor((0..<40).map { stream.uniform(at: first + UInt64($0)) }))
    }
  }

  @Test("normal numbers are Box and Muller's of neighbouring words")
  func normal() {
    let stream = RandomStream(seed: 9, name: "normal")
    let expected = Tensor<Float>(
      (0..<5000).map { i in
        let u = (Double(stream.bits(at: UInt64(i / 2 * 2)) >> 8) + 0.5) * 0x1p-24
        let t = Double(stream.bits(at: UInt64(i / 2 * 2 + 1)) >> 8) * 0x1p-24
        let radius = (-2 * Elementary.log(u)).squareRoot()
        let z = radius * (i % 2 == 0 ? Elementary.cosine(turns: t) : Elementary.sine(turns: t))
        return Float(0.5).addingProduct(2, Float(z))
      })
    var reference: Tensor<Float>?
    for context in contexts {
      var x = Tensor<Float>(zeros: [5000])
      context.fillNormal(&x, mean: 0.5, standardDeviation: 2, stream: stream)
      let different = zip(x.elements, expected.elements).filter {
        abs($0 - $1) > 1e-6 * abs($1) + 1e-7
      }
      #expect(different.isEmpty)
      #expect(x == reference ?? x, "\(context.label)")
      reference = x
    }
  }

  @Test("a million normal numbers have mean 0, variance 1, and no neighbours' correlation")
  func normalMoments() throws {
    let context = try #require(singleThreaded.last)
    var x = Tensor<Float>(zeros: [1_000_000])
    context.fillNormal(&x, stream: RandomStream(seed: 1, name: "moments"))
    let statistics = try #require(context.statistics(x))
    // Four standard errors.
    #expect(abs(statistics.mean) < 0.004 && abs(statistics.variance - 1) < 0.0057)
    let elements = x.elements
    var correlation = 0.0
    for i in 1..<elements.count { correlation += Double(elements[i] * elements[i - 1]) }
    #expect(abs(correlation / 1e6) < 0.004)
  }

  @Test("a dropout mask depends on example and feature alone")
  func mask() {
    let stream = RandomStream(seed: 3, name: "dropout1").substream(17)
    func kept(_ feature: Int, _ example: Int) -> Bool {
      let words = Philox.block(
        counter: SIMD4(
          UInt32(feature / 4), UInt32(example), UInt32(truncatingIfNeeded: stream.identifier),
          UInt32(truncatingIfNeeded: stream.identifier >> 32)),
        key: SIMD2(3, 0))
      return Double(words[feature % 4] >> 8) * 0x1p-24 < 0.3
    }
    for context in contexts {
      for (batch, lanes, first) in [(33, 48, 0), (64, 96, 1000), (1, 16, 5)] {
        var mask = Tensor<Float>(repeating: 9, shape: [150, lanes])
        context.fillDropoutMask(&mask, keep: 0.3, stream: stream, firstExample: first, batch: batch)
        let same = (0..<150).allSatisfy { feature in
          (0..<batch).allSatisfy {
            mask[feature, $0] == (kept(feature, first + $0) ? Float(1 / 0.3) : 0)
          }
        }
        #expect(same, "\(context.label), batch \(batch)")
      }
    }
  }

  @Test("keeping everything gives ones, keeping nothing zeros")
  func maskExtremes() {
    for context in singleThreaded {
      var mask = Tensor<Float>(zeros: [9, 16])
      let stream = RandomStream(seed: 1, name: "m")
      context.fillDropoutMask(&mask, keep: 1, stream: stream, batch: 16)
      #expect(mask == Tensor(repeating: 1, shape: [9, 16]))
      context.fillDropoutMask(&mask, keep: 0, stream: stream, batch: 16)
      #expect(mask == Tensor(zeros: [9, 16]))
    }
  }

  @Test("a permutation holds every index once and differs between names, seeds and epochs")
  func permutation() {
    let stream = RandomStream(seed: 1, name: "order")
    let order = stream.permutation(count: 1000)
    #expect(order.sorted() == (0..<1000).map(Int32.init))
    #expect(order == RandomStream(seed: 1, name: "order").permutation(count: 1000))
    for other in [
      RandomStream(seed: 2, name: "order"), RandomStream(seed: 1, name: "Order"),
      stream.substream(0),
    ] {
      #expect(other.permutation(count: 1000) != order)
    }
    #expect(stream.permutation(count: 0) == [] && stream.permutation(count: 1) == [0])
  }

  @Test("all 24 orders of four come up equally often")
  func permutationIsUniform() {
    var counts: [[Int32]: Int] = [:]
    let stream = RandomStream(seed: 4, name: "four")
    for i in 0..<24_000 {
      counts[stream.substream(UInt64(i)).permutation(count: 4), default: 0] += 1
    }
    #expect(counts.count == 24)
    // Chi-square with 23 degrees of freedom exceeds 49.7 with probability 0.001.
    let chi = counts.values.map { Double(($0 - 1000) * ($0 - 1000)) / 1000 }.reduce(0, +)
    #expect(chi < 49.7)
  }
}

import Testing

@testable import Tensors

@Suite struct LayoutTests {
  @Test(
    "gathering a batch transposes it and clears the spare lanes",
    arguments: [(1, 1, 0), (5, 3, 0), (20, 17, 16), (300, 64, 0), (784, 100, 0)])
  func gather(features: Int, batch: Int, spare: Int) {
    let x = values([50, features], "x")
    let rows = (0..<batch).map { Int32(($0 * 13 + 7) % 50) }
    let lanes = ComputeContext.lanes(for: batch)
    for context in contexts {
      var y = Tensor<Float>(repeating: 9, shape: [features, lanes + spare])
      context.gatherTransposed(x, rows: rows[...], into: &y)
      var plain = Tensor<Float>(repeating: 9, shape: [batch, features])
      context.gather(x, rows: rows, into: &plain)
      let same = (0..<features).allSatisfy { feature in
        (0..<lanes + spare).allSatisfy { lane in
          if lane >= lanes { return y[feature, lane] == 9 }
          if lane >= batch { return y[feature, lane] == 0 }
          let value = x[Int(rows[lane]), feature]
          return y[feature, lane] == value && plain[lane, feature] == value
        }
      }
      #expect(same, "\(context.label)")
    }
  }

  @Test("transposing keeps every element")
  func transpose() {
    let x = values([37, 53], "x")
    for context in contexts {
      var y = Tensor<Float>(repeating: 9, shape: [53, 48])
      context.transpose(x, into: &y)
      for row in 0..<37 { for column in 0..<53 { #expect(y[column, row] == x[row, column]) } }
    }
  }

  @Test("images are gathered as rows of their pixels, labels one by one")
  func higherRank() {
    let images = values([10, 4, 4], "images")
    let labels = Tensor<UInt8>((0..<10).map { UInt8($0) })
    for context in singleThreaded {
      var y = Tensor<Float>(zeros: [16, 16])
      context.gatherTransposed(images, rows: [9, 2], into: &y)
      #expect(y[5, 0] == images[flat: 9 * 16 + 5] && y[5, 1] == images[flat: 2 * 16 + 5])
      var chosen = Tensor<UInt8>(zeros: [2])
      context.gather(labels, rows: [9, 2], into: &chosen)
      #expect(chosen.elements == [9, 2])
    }
  }
}

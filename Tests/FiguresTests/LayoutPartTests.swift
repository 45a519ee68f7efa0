import Ink
import Testing

@testable import Figures

@Suite("Parts of the layout")
struct LayoutPartTests {
  private let fonts: FontSet

  init() throws { fonts = try FontSet.load() }

  @Test("labels that have room stay; others share the push equally")
  func separation() {
    func separate(_ wanted: [Double], _ low: Double = 0, _ high: Double = 100) -> [Double]? {
      LabelSeparation.separated(wanted, gap: 10, from: low, to: high)
    }
    #expect(separate([]) == [])
    #expect(separate([20, 50]) == [20, 50])
    #expect(separate([50, 20]) == [50, 20])
    #expect(separate([50, 50]) == [45, 55])
    #expect(separate([50, 50, 50]) == [40, 50, 60])
    #expect(separate([48, 52, 90]) == [45, 55, 90])
    #expect(separate([-20, -20]) == [0, 10])
    #expect(separate([99, 120]) == [90, 100])
    #expect(separate([1, 2, 3], 0, 20) == [0, 10, 20])
    #expect(separate([1, 2, 3], 0, 19) == nil)
  }

  @Test("pushed labels keep order, gap and range, and no small move of one improves them")
  func separationProperties() throws {
    var state: UInt64 = 5
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / 16_777_216
    }
    for _ in 0..<200 {
      let wanted = (0..<6).map { _ in random() * 120 - 10 }
      let placed = try #require(
        LabelSeparation.separated(wanted, gap: 10, from: 0, to: 100))
      let order = wanted.indices.sorted { wanted[$0] < wanted[$1] }
      let sorted = order.map { placed[$0] }
      #expect(sorted.allSatisfy { $0 >= -1e-9 && $0 <= 100 + 1e-9 })
      #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $1 - $0 >= 10 - 1e-9 })
      for index in sorted.indices {
        for step in [-0.01, 0.01] {
          var moved = sorted
          moved[index] += step
          let isAllowed =
            moved[index] >= 0 && moved[index] <= 100
            && zip(moved, moved.dropFirst()).allSatisfy { $1 - $0 >= 10 }
          let cost = { (places: [Double]) in
            zip(places, order).reduce(0) { $0 + ($1.0 - wanted[$1.1]) * ($1.0 - wanted[$1.1]) }
          }
          if isAllowed { #expect(cost(moved) >= cost(sorted) - 1e-9) }
        }
      }
    }
  }

  @Test("long texts break between words, then end in an ellipsis, and always fit")
  func fitting() throws {
    let fitting = TextFitting(fonts: fonts)
    let text = "Validation error of networks with and without dropout by epoch"
    for width in [60.0, 120, 200, 1000] {
      let lines = try fitting.wrapped(text, width: width, size: 12, limit: 2)
      #expect(lines.count <= 2)
      for line in lines { #expect(try fonts.width(of: line, size: 12) <= width) }
      let isWhole = lines.joined(separator: " ") == text
      #expect(isWhole || lines.last?.hasSuffix("\u{2026}") == true)
    }
    #expect(try fitting.wrapped("  ", width: 100, size: 12, limit: 2).isEmpty)
    #expect(try fitting.elided("abc", width: 1, size: 12) == "\u{2026}")
  }

  @Test("a thinned curve keeps the extremes of every column and its order")
  func thinning() {
    let points = (0..<50_000).map { index in
      Point(x: Double(index) / 500, y: Double((index &* 7919) % 1000))
    }
    let thin = ColumnThinning.thinned(points, width: 100)
    #expect(thin.count <= 4 * 201)
    #expect(zip(thin, thin.dropFirst()).allSatisfy { $0.x < $1.x })
    for column in 0..<200 {
      let inside = { (point: Point) in Int(point.x * 2) == column }
      let (all, kept) = (points.filter(inside).map(\.y), thin.filter(inside).map(\.y))
      #expect(all.min() == kept.min() && all.max() == kept.max())
      #expect(all.first == kept.first && all.last == kept.last)
    }
    let back = points.reversed().map(\.self)
    #expect(ColumnThinning.thinned(back, width: 100) == back)
  }

  @Test("a million points are drawn as a few thousand, and a spike of one of them stays")
  func manyPoints() {
    let count = 1_000_000
    let points = (0..<count).map { index in
      Point(x: Double(index) / Double(count) * 600, y: index == 654_321 ? 100 : Double(index & 7))
    }
    let thin = ColumnThinning.thinned(points, width: 600)
    #expect(thin.count <= 4 * 1201)
    #expect(thin.contains(points[654_321]))
  }
}

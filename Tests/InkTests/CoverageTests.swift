import Testing

@testable import Ink

@Suite("Coverage")
struct CoverageTests {
  private func largestError(
    _ polygons: [[Point]], width: Int, height: Int, rule: FillRule = .nonZero
  ) -> Double {
    var buffer = CoverageBuffer(width: width, height: height)
    for polygon in polygons { buffer.add(polygon: polygon) }
    let bytes = buffer.bytes(width: width, height: height, rule: rule)
    let areas = ReferenceRasterizer.areas(polygons, width: width, height: height)
    return zip(bytes, areas).map {
      abs(Double($0) - ReferenceRasterizer.coverage($1, rule: rule))
    }.max() ?? 0
  }

  @Test("a pixel half covered has half the coverage, whichever half")
  func halves() {
    for (rect, x) in [
      (Rect(x: 1, y: 1, width: 0.5, height: 1), 1), (Rect(x: 1.5, y: 1, width: 0.5, height: 1), 1),
      (Rect(x: 2, y: 1, width: 1, height: 0.5), 2), (Rect(x: 2, y: 1.5, width: 1, height: 0.5), 2),
    ] {
      var buffer = CoverageBuffer(width: 4, height: 4)
      for polyline in Flattener.polylines(of: .rectangle(rect), transform: .identity) {
        buffer.add(polygon: polyline.points)
      }
      var expected = [UInt8](repeating: 0, count: 16)
      expected[4 + x] = 128
      #expect(buffer.bytes(width: 4, height: 4) == expected)
    }
  }

  private func onGrid(_ point: Point) -> Point {
    Point(x: (point.x * 256).rounded() / 256, y: (point.y * 256).rounded() / 256)
  }

  @Test("3,000 random triangles on the 1/256 grid agree with the reference to 1/255")
  func triangles() {
    var random = Sequence64(seed: 42)
    for number in 0..<3000 {
      let triangle = (0..<3).map { _ in onGrid(random.point(from: -3, to: 11)) }
      var buffer = CoverageBuffer(width: 8, height: 8)
      buffer.add(polygon: triangle)
      let bytes = buffer.bytes(width: 8, height: 8)
      let areas = ReferenceRasterizer.areas([triangle], width: 8, height: 8)
      let differs = zip(bytes, areas).contains { byte, area in
        abs(Double(byte) - ReferenceRasterizer.coverage(area, rule: .nonZero).rounded()) > 1
      }
      #expect(!differs, "triangle \(number): \(triangle)")
    }
  }

  @Test(
    "1,000 random outlines of lines and curves agree to 2/255, by both rules",
    arguments: [FillRule.nonZero, .evenOdd])
  func outlines(rule: FillRule) {
    var random = Sequence64(seed: 43)
    for number in 0..<1000 {
      var path = Path()
      path.move(to: random.point(from: -2, to: 10))
      for _ in 0..<(2 + number % 3) {
        let points = (0..<3).map { _ in random.point(from: -2, to: 10) }
        switch Int(random.next() * 3) {
        case 0: path.line(to: points[0])
        case 1: path.quadratic(control: points[0], to: points[1])
        default: path.cubic(points[0], points[1], to: points[2])
        }
      }
      path.close()
      let polygons = Flattener.polylines(of: path, transform: .identity).map {
        $0.points.map(onGrid)
      }
      #expect(largestError(polygons, width: 8, height: 8, rule: rule) <= 2, "outline \(number)")
    }
  }

  @Test(
    "random polygons anywhere agree to 3/255, as the edges move by their rounding to 1/256",
    arguments: [FillRule.nonZero, .evenOdd])
  func polygons(rule: FillRule) {
    for seed in 0..<60 {
      var random = Sequence64(seed: 1000 + UInt64(seed))
      let polygon = (0..<(3 + seed % 6)).map { _ in random.point(from: -6, to: 22) }
      #expect(largestError([polygon], width: 16, height: 16, rule: rule) <= 3)
    }
  }

  @Test("thin slivers agree to 2/255 too")
  func slivers() {
    for seed in 0..<30 {
      var random = Sequence64(seed: 5000 + UInt64(seed))
      let start = random.point(from: 0, to: 4)
      let end = random.point(from: 12, to: 16)
      let sliver = [start, end, end + Point(x: 0, y: 0.25)]
      #expect(largestError([sliver], width: 16, height: 16) <= 2)
    }
  }

  @Test("polygons that share an edge cover it without a seam")
  func sharedEdge() {
    var random = Sequence64(seed: 9)
    for _ in 0..<50 {
      let (a, b) = (random.point(from: -3, to: 19), random.point(from: -3, to: 19))
      var buffer = CoverageBuffer(width: 16, height: 16)
      // Both triangles wind alike, so a and b are met in opposite orders and must cancel.
      let corner = random.point(from: -3, to: 19)
      buffer.add(polygon: [a, b, corner])
      buffer.add(polygon: [b, a, corner])
      #expect(buffer.bytes(width: 16, height: 16).allSatisfy { $0 == 0 })
    }
  }

  @Test("a shape far larger than the picture covers all of it")
  func hugeShape() {
    for size in [1e3, 1e5, 1e9, 1e200] {
      var buffer = CoverageBuffer(width: 8, height: 8)
      buffer.add(polygon: [
        Point(x: -size, y: -size), Point(x: size, y: -size), Point(x: size, y: size),
        Point(x: -size, y: size),
      ])
      #expect(buffer.bytes(width: 8, height: 8).allSatisfy { $0 == 255 })
      // A diagonal through the origin leaves half, whatever its length.
      buffer.add(polygon: [
        Point(x: -size, y: -size), Point(x: size, y: size), Point(x: -size, y: size),
      ])
      let bytes = buffer.bytes(width: 8, height: 8)
      for y in 0..<8 {
        for x in 0..<8 {
          let expected = x < y ? 255 : x == y ? 128 : 0
          #expect(abs(Int(bytes[y * 8 + x]) - expected) <= 1)
        }
      }
    }
  }

  @Test("a clip shows exactly the pixels inside, unchanged")
  func clip() {
    var random = Sequence64(seed: 3)
    for _ in 0..<30 {
      let polygon = (0..<5).map { _ in random.point(from: -6, to: 22) }
      var whole = CoverageBuffer(width: 16, height: 16)
      whole.add(polygon: polygon)
      let all = whole.bytes(width: 16, height: 16)
      var part = CoverageBuffer(width: 16, height: 16)
      part.setClip(PixelRect(left: 5, top: 3, right: 12, bottom: 13))
      part.add(polygon: polygon)
      let seen = part.bytes(width: 16, height: 16)
      for y in 0..<16 {
        for x in 0..<16 {
          let inside = x >= 5 && x < 12 && y >= 3 && y < 13
          #expect(abs(Int(seen[y * 16 + x]) - (inside ? Int(all[y * 16 + x]) : 0)) <= 1)
        }
      }
    }
  }

  @Test("a buffer is empty again after a sweep")
  func reuse() {
    var buffer = CoverageBuffer(width: 8, height: 8)
    buffer.add(polygon: [Point(x: 1, y: 1), Point(x: 7, y: 2), Point(x: 3, y: 7)])
    #expect(buffer.bytes(width: 8, height: 8).contains { $0 > 0 })
    #expect(buffer.bytes(width: 8, height: 8).allSatisfy { $0 == 0 })
  }

  @Test("a star has its middle filled by nonZero and open by evenOdd")
  func fillRules() {
    let star = (0..<5).map { index in
      let (sine, cosine) = Angle.sineAndCosine(degrees: 144 * Double(index) - 90)
      return Point(x: 16 + 15 * cosine, y: 16 + 15 * sine)
    }
    var buffer = CoverageBuffer(width: 32, height: 32)
    buffer.add(polygon: star)
    #expect(buffer.bytes(width: 32, height: 32, rule: .nonZero)[16 * 32 + 16] == 255)
    buffer.add(polygon: star)
    #expect(buffer.bytes(width: 32, height: 32, rule: .evenOdd)[16 * 32 + 16] == 0)
  }
}

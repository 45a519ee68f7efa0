import Testing

@testable import Ink

@Suite("Strokes")
struct StrokeTests {
  private func coverage(
    _ points: [Point], style: StrokeStyle, isClosed: Bool = false, side: Int = 40
  ) -> [UInt8] {
    var buffer = CoverageBuffer(width: side, height: side)
    Stroker(width: style.width, style: style)
      .stroke(Polyline(points: points, isClosed: isClosed), into: &buffer)
    return buffer.bytes(width: side, height: side)
  }

  private func distance(_ point: Point, _ from: Point, _ to: Point) -> Double {
    let along = to - from
    let square = along.dot(along)
    let share = square > 0 ? min(1, max(0, (point - from).dot(along) / square)) : 0
    return (point - (from + along * share)).length
  }

  @Test("a level line of width 2 covers two rows of pixels, with the caps asked for")
  func caps() {
    let line = [Point(x: 10, y: 10), Point(x: 20, y: 10)]
    func row(_ cap: StrokeStyle.Cap) -> ArraySlice<UInt8> {
      coverage(line, style: StrokeStyle(width: 2, cap: cap))[(9 * 40)..<(10 * 40)]
    }
    #expect(row(.butt).indices.filter { row(.butt)[$0] == 255 }.map { $0 - 360 } == Array(10..<20))
    #expect(
      row(.square).indices.filter { row(.square)[$0] == 255 }.map { $0 - 360 } == Array(9..<21))
    // A quarter disc of radius 1 covers pi/4 of its pixel; chords stay within 1/64 px.
    #expect(abs(Double(row(.round)[369]) - 255 * Double.pi / 4) <= 255 / 40)
  }

  @Test("joins reach as far as they should", arguments: [90.0, 60, 150])
  func joins(angle: Double) {
    // Both arms leave the corner downwards, half the angle to either side of the vertical.
    let (sine, cosine) = Angle.sineAndCosine(degrees: angle / 2)
    let corner = Point(x: 20, y: 20)
    let points = [
      corner + Point(x: -sine, y: cosine) * 12, corner, corner + Point(x: sine, y: cosine) * 12,
    ]
    func top(_ join: StrokeStyle.Join) -> Double {
      let bytes = coverage(points, style: StrokeStyle(width: 6, join: join))
      // The covered height above the corner, in the two columns beside it.
      return (0..<20).reduce(0) { $0 + Double(bytes[$1 * 40 + 19]) + Double(bytes[$1 * 40 + 20]) }
        / 510
    }
    let (miter, round, bevel) = (top(.miter(limit: 10)), top(.round), top(.bevel))
    #expect(miter > round && round > bevel)
    #expect(abs(round - 3) < 0.2)
    #expect(abs(bevel - 3 * sine) < 0.1)
    #expect(top(.miter(limit: 1)) == bevel)
  }

  @Test(
    "a single line is the rectangle around it, to 3/255",
    arguments: [StrokeStyle.Cap.butt, .square])
  func singleLine(cap: StrokeStyle.Cap) {
    var random = Sequence64(seed: 11)
    for number in 0..<200 {
      let (from, to) = (random.point(from: 2, to: 14), random.point(from: 2, to: 14))
      let width = 0.3 + 4 * random.next()
      let ahead = (to - from) * (1 / (to - from).length)
      let side = ahead.turned * (width / 2)
      let longer = cap == .square ? ahead * (width / 2) : .zero
      let rectangle = [
        from - longer + side, from - longer - side, to + longer - side, to + longer + side,
      ]
      let areas = ReferenceRasterizer.areas([rectangle], width: 16, height: 16)
      let bytes = coverage([from, to], style: StrokeStyle(width: width, cap: cap), side: 16)
      let error = zip(bytes, areas).map {
        abs(Double($0) - ReferenceRasterizer.coverage($1, rule: .nonZero))
      }.max()
      #expect(error ?? 255 <= 3, "line \(number)")
    }
  }

  @Test("every pixel well inside is full and every pixel well outside empty", arguments: 0..<30)
  func noSeams(seed: Int) {
    var random = Sequence64(seed: 77 + UInt64(seed))
    let points = (0..<(2 + seed % 7)).map { _ in random.point(from: 6, to: 34) }
    let width = 1.5 + 5 * random.next()
    let isClosed = seed % 3 == 0 && points.count > 2
    let bytes = coverage(
      points, style: StrokeStyle(width: width, cap: .round, join: .round), isClosed: isClosed)
    let corners = isClosed ? points + [points[0]] : points
    for y in 0..<40 {
      for x in 0..<40 {
        let center = Point(x: Double(x) + 0.5, y: Double(y) + 0.5)
        let nearest = zip(corners, corners.dropFirst()).map { distance(center, $0, $1) }.min() ?? 0
        if nearest < width / 2 - 0.75 { #expect(bytes[y * 40 + x] == 255) }
        if nearest > width / 2 + 0.75 { #expect(bytes[y * 40 + x] == 0) }
      }
    }
  }

  @Test("a line that turns back on itself is neither hollow nor spiked")
  func turnBack() {
    let points = [Point(x: 10, y: 20), Point(x: 30, y: 20), Point(x: 15, y: 20)]
    let bytes = coverage(points, style: StrokeStyle(width: 4, join: .miter(limit: 4)))
    for x in 11..<30 { #expect(bytes[20 * 40 + x] == 255) }
    for x in 32..<40 { #expect(bytes[20 * 40 + x] == 0) }
  }

  @Test("points without length draw a disc or a square, or nothing")
  func dots() {
    let sum = { (cap: StrokeStyle.Cap) in
      self.coverage([Point(x: 20, y: 20)], style: StrokeStyle(width: 8, cap: cap))
        .reduce(0) { $0 + Double($1) } / 255
    }
    #expect(sum(.butt) == 0)
    #expect(abs(sum(.square) - 64) < 0.01)
    #expect(abs(sum(.round) - 16 * Double.pi) < 0.5)
  }

  @Test("dashes follow the pattern, its offset and corners")
  func dashes() throws {
    let style = StrokeStyle(width: 1, dashes: [3, 2])
    let dasher = try #require(Dasher(style: style, scale: 1))
    let line = Polyline(points: [Point(x: 0, y: 0), Point(x: 4, y: 0), Point(x: 4, y: 8)])
    #expect(
      dasher.dashes(of: line).map(\.points) == [
        [Point(x: 0, y: 0), Point(x: 3, y: 0)],
        [Point(x: 4, y: 1), Point(x: 4, y: 4)],
        [Point(x: 4, y: 6), Point(x: 4, y: 8)],
      ])
    let shifted = StrokeStyle(width: 1, dashes: [3, 2], dashOffset: -1)
    let first = try #require(Dasher(style: shifted, scale: 2)).dashes(of: line).first
    #expect(first?.points == [Point(x: 2, y: 0), Point(x: 4, y: 0), Point(x: 4, y: 4)])
  }

  @Test("a dash that runs over the end of a closed line into its start is one piece")
  func closedDashes() throws {
    let corners = [Point(x: 0, y: 0), Point(x: 4, y: 0), Point(x: 4, y: 4), Point(x: 0, y: 4)]
    let square = Polyline(points: corners, isClosed: true)
    let dasher = try #require(Dasher(style: StrokeStyle(width: 1, dashes: [3, 5]), scale: 1))
    #expect(dasher.dashes(of: square).count == 2)
    let halfway = StrokeStyle(width: 1, dashes: [3, 5], dashOffset: 1.5)
    let pieces = try #require(Dasher(style: halfway, scale: 1)).dashes(of: square)
    #expect(
      pieces.map(\.points) == [
        [Point(x: 0, y: 1.5), Point(x: 0, y: 0), Point(x: 1.5, y: 0)],
        [Point(x: 4, y: 2.5), Point(x: 4, y: 4), Point(x: 2.5, y: 4)],
      ])
    let long = try #require(Dasher(style: StrokeStyle(width: 1, dashes: [99, 1]), scale: 1))
    #expect(long.dashes(of: square) == [square])
  }

  @Test("patterns without a usable length are solid lines")
  func solidPatterns() {
    for dashes in [[], [0, 0], [-1, 2], [.nan, 1], [.infinity, 1]] {
      #expect(Dasher(style: StrokeStyle(width: 1, dashes: dashes), scale: 2) == nil)
    }
    let minute = Dasher(style: StrokeStyle(width: 1, dashes: [1e-9, 1e-9]), scale: 1)
    let line = Polyline(points: [Point(x: 0, y: 0), Point(x: 400, y: 0)])
    #expect(minute?.dashes(of: line) == [line])
  }
}

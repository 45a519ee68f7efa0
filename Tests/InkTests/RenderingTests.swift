import Testing

@testable import Ink

@Suite("Rendering")
struct RenderingTests {
  private let fonts: FontSet

  init() throws { fonts = try FontSet.load(from: FontSet.systemFolders) }

  private func render(_ items: [Scene.Item], side: Double = 16, scale: Double = 1) throws -> Pixmap
  {
    try Rasterizer.render(
      Scene(size: Size(width: side, height: side), items: items), scale: scale, fonts: fonts)
  }

  private func square(_ x: Double, _ y: Double, _ side: Double) -> Path {
    .rectangle(Rect(x: x, y: y, width: side, height: side))
  }

  @Test("half a pixel of black on white sends half of the light: sRGB 188")
  func linearLight() throws {
    // IEC 61966-2-1: 0.5 encodes to 1.055 * 0.5^(1/2.4) - 0.055 = 0.7354, which is 187.5 / 255.
    let picture = try render([.fill(square(3.5, 3, 1), .black, .nonZero)])
    #expect([187, 188].contains(picture[3, 3].red))
    #expect([187, 188].contains(picture[4, 3].red))
    #expect(picture[5, 3] == .white)
  }

  @Test("opacity mixes in sRGB, as browsers do")
  func opacity() throws {
    let picture = try render([.fill(square(2, 2, 4), Color.black.withOpacity(51), .nonZero)])
    #expect(picture[3, 3] == Color(0xCCCCCC))
  }

  @Test("linear light tables give every colour back unchanged")
  func tablesRoundTrip() {
    let tables = LightTables.shared
    for value in UInt8.min...UInt8.max {
      for coverage in [0, 1, 100, 254, 255] as [UInt32] {
        #expect(tables.blend(value, value, coverage: coverage) == value)
      }
    }
    // Known values of the curve: 0.04045 is the end of its straight part, 188 is half the light.
    #expect(tables.linear[0] == 0 && tables.linear[255] == 65535)
    #expect(abs(Int(tables.linear[10]) - Int(10.0 / 255 / 12.92 * 65535)) <= 1)
    #expect(abs(Int(tables.linear[188]) - 32957) <= 1)
  }

  @Test("a stroke of one colour with opacity shows no overlaps at its corners")
  func translucentStroke() throws {
    let path = Path.polyline([Point(x: 2, y: 2), Point(x: 14, y: 2), Point(x: 14, y: 14)])
    let style = StrokeStyle(width: 4, join: .miter(limit: 4))
    let picture = try render([.stroke(path, style, Color.black.withOpacity(51))])
    #expect(picture[14, 2] == Color(0xCCCCCC))
    #expect(picture[8, 2] == Color(0xCCCCCC))
    #expect(picture[14, 8] == Color(0xCCCCCC))
  }

  @Test(
    "snapped lines are one device pixel or more, without grey", arguments: [0.3, 5.2, 7.5, 8.9])
  func snapping(offset: Double) throws {
    let line = Path.line(from: Point(x: 0, y: offset), to: Point(x: 16, y: offset))
    for (width, scale) in [(0.6, 1.0), (0.6, 2), (0.8, 2), (0.1, 1)] {
      let style = StrokeStyle(width: width, snapsToPixels: true)
      let picture = try render([.stroke(line, style, .black)], scale: scale)
      let column = (0..<picture.height).map { picture[8, $0].red }
      #expect(column.allSatisfy { $0 == 0 || $0 == 255 })
      #expect(column.filter { $0 == 0 }.count == max(1, Int((width * scale).rounded())))
    }
  }

  @Test("a clip cuts everything in it and nothing after it")
  func clip() throws {
    let all = Scene.Item.fill(square(0, 0, 16), .black, .nonZero)
    let inner = Rect(x: 4, y: 4, width: 4, height: 4)
    let picture = try render([
      .clip(inner, [all, .clip(Rect(x: 6, y: 0, width: 20, height: 20), [all])]),
      .fill(square(12, 12, 2), .black, .nonZero),
    ])
    for y in 0..<16 {
      for x in 0..<16 {
        let isInside = (4..<8).contains(x) && (4..<8).contains(y)
        let isAfter = (12..<14).contains(x) && (12..<14).contains(y)
        #expect(picture[x, y] == (isInside || isAfter ? .black : .white))
      }
    }
  }

  @Test("what is cut out by a path has the pixels of the path filled")
  func clipPath() throws {
    let circle = Path.circle(center: Point(x: 8.3, y: 7.1), radius: 5.7)
    let whole = Scene.Item.fill(square(0, 0, 16), Color(0x0072B2), .nonZero)
    #expect(
      try render([.clipPath(circle, .nonZero, [whole])])
        == render([.fill(circle, Color(0x0072B2), .nonZero)]))
    let ring = Path.circle(center: Point(x: 8, y: 8), radius: 3)
    var both = circle
    both.append(ring)
    #expect(
      try render([.clipPath(both, .evenOdd, [whole])])
        == render([.fill(both, Color(0x0072B2), .evenOdd)]))
    let nothing = try render([.clipPath(Path(), .nonZero, [whole])])
    #expect(nothing.pixels.allSatisfy { $0 == 255 })
  }

  @Test("in a group of half opacity, overlaps are no denser and what is below shines through")
  func group() throws {
    let group = Scene.Item.group(
      opacity: 51,
      [.fill(square(2, 2, 6), .black, .nonZero), .fill(square(4, 4, 6), .black, .nonZero)])
    let picture = try render([.fill(square(0, 0, 3), Color(0xFF0000), .nonZero), group])
    #expect(picture[5, 5] == Color(0xCCCCCC))
    #expect(picture[3, 3] == Color(0xCCCCCC))
    #expect(picture[2, 2] == Color(0xCC0000))
    #expect(picture[1, 1] == Color(0xFF0000))
    #expect(picture[12, 12] == .white)
  }

  @Test("symbols at eighths of a pixel have the pixels of fills and strokes there")
  func symbols() throws {
    let circle = Path.circle(center: .zero, radius: 2.5)
    let rim = StrokeStyle(width: 1.5, join: .round)
    let symbol = Symbol([.stroke(circle, rim, .white), .fill(circle, Color(0xD55E00))])
    let centers = [(4.0, 4.0), (6.125, 5.25), (12.875, 9.5), (15.75, 0.375), (-1.5, 14)].map {
      Point(x: $0.0, y: $0.1)
    }
    let background = Scene.Item.fill(square(0, 0, 16), Color(0x0072B2), .nonZero)
    let apart = centers.flatMap { center -> [Scene.Item] in
      var moved = Path()
      moved.append(circle, transform: .translation(x: center.x, y: center.y))
      return [.stroke(moved, rim, .white), .fill(moved, Color(0xD55E00), .nonZero)]
    }
    let expected = try render([background] + apart)
    let picture = try render([background, .symbols(symbol, centers)])
    // The circle's own points may round to another 1/256 where they are moved: one level of light.
    for (left, right) in zip(picture.pixels, expected.pixels) {
      #expect(abs(Int(left) - Int(right)) <= 2)
    }
    let clip = Rect(x: 3, y: 3, width: 4, height: 4)
    let cut = try render([background, .clip(clip, [.symbols(symbol, centers)])])
    for y in 0..<16 {
      for x in 0..<16 {
        let isInside = (3..<7).contains(x) && (3..<7).contains(y)
        #expect(cut[x, y] == (isInside ? picture[x, y] : Color(0x0072B2)))
      }
    }
  }

  @Test("symbols may be huge or far away, but must have a place")
  func symbolsFarAway() throws {
    let symbol = Symbol([.fill(.circle(center: .zero, radius: 2), .black)])
    let picture = try render([.symbols(symbol, [Point(x: 1e50, y: 0), Point(x: -9e9, y: 4)])])
    #expect(picture.pixels.allSatisfy { $0 == 255 })
    #expect(throws: InkError.notFinite(item: 0)) {
      try render([.symbols(symbol, [Point(x: .nan, y: 0)])])
    }
    let huge = Symbol([.fill(.circle(center: .zero, radius: 1e9), .black)])
    #expect(try render([.symbols(huge, [.zero])]).pixels.allSatisfy { $0 == 0 })
  }

  @Test("pictures are enlarged into squares and made smaller by exact areas")
  func pictures() throws {
    let board = Pixmap(
      width: 2, height: 2, pixels: [0, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0])
    let large = try render([
      .picture(board, Rect(x: 4, y: 4, width: 8, height: 8), .nearest)
    ])
    #expect(large[4, 4] == .black && large[7, 7] == .black && large[8, 4] == .white)
    #expect(large[11, 11] == .black && large[12, 12] == .white)
    let small = try render([.picture(board, Rect(x: 0, y: 0, width: 1, height: 1), .area)])
    #expect([187, 188].contains(small[0, 0].red))
    let partly = try render([.picture(board, Rect(x: -4, y: -4, width: 8, height: 8), .nearest)])
    #expect(partly[0, 0] == .black && partly[4, 4] == .white)
  }

  @Test("coordinates that are not finite are an error that counts items")
  func notFinite() {
    let good = Scene.Item.fill(square(0, 0, 1), .black, .nonZero)
    let bad = Path.line(from: .zero, to: Point(x: .nan, y: 0))
    #expect(throws: InkError.notFinite(item: 2)) {
      try render([
        good,
        .clip(
          Rect(x: 0, y: 0, width: 9, height: 9), [.stroke(bad, StrokeStyle(width: 1), .black)]),
      ])
    }
    #expect(throws: InkError.notFinite(item: 0)) {
      try render([.text(TextRun("a", at: Point(x: 0, y: .infinity), size: 9))])
    }
  }

  @Test("pictures without a pixel, or with too many, are refused")
  func sizes() {
    for side in [0, -5, .nan, .infinity, 1e6] {
      #expect(throws: InkError.self) { try render([], side: side) }
    }
    #expect(throws: InkError.self) { try render([], scale: .nan) }
  }

  @Test("parts far outside the picture do no harm")
  func farOutside() throws {
    let line = Path.polyline([
      Point(x: -1e12, y: -1e12), Point(x: 8, y: 8), Point(x: 1e90, y: -1e90),
    ])
    let style = StrokeStyle(width: 2, join: .round)
    let picture = try render([.stroke(line, style, .black)])
    #expect(picture[4, 4] == .black)
    #expect(picture[4, 12] == .white)
  }

  @Test("a scene with everything in it has the pixels it always had")
  func golden() throws {
    // Digests of this program's own output, looked at before they were written down. They must
    // be equal in debug and release builds and on every machine.
    let large = try Rasterizer.render(GoldenScene.scene, scale: 2, fonts: fonts)
    let small = try Rasterizer.render(GoldenScene.scene, scale: 1, fonts: fonts)
    #expect(large.digest == 13_104_108_287_077_981_826)
    #expect(small.digest == 3_565_093_110_079_104_818)
    let layers = try Rasterizer.render(GoldenScene.layers, scale: 2, fonts: fonts)
    #expect(layers.digest == 3_540_486_632_137_052_500)
  }
}

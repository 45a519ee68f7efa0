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
  }
}

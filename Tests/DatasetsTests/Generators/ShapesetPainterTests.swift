import Testing

@testable import Datasets

@Suite struct ShapesetPainterTests {
  private static let extent = 8

  private func rectangle(
    x: ClosedRange<Double>, y: ClosedRange<Double>, grey: UInt8
  ) -> ShapesetObject {
    let (left, right, top, bottom) = (x.lowerBound, x.upperBound, y.lowerBound, y.upperBound)
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return ShapesetObject(
      .parallelogram, grey: grey,
      outline: .polygon(corners.map { ConvexOutline.Point(x: $0.0, y: $0.1) }))
  }

  private func painted(_ objects: [ShapesetObject], background: UInt8) -> [[UInt8]] {
    let extent = Self.extent
    var painter = ShapesetPainter(extent: extent)
    var pixels = [UInt8](repeating: 99, count: extent * extent)
    let scene = ShapesetScene(background: background, objects: objects, label: 0)
    pixels.withUnsafeMutableBufferPointer { painter.paint(scene, into: $0) }
    return (0..<extent).map { Array(pixels[$0 * extent..<($0 + 1) * extent]) }
  }

  @Test("a pixel has the grey of what covers it, in parts where an edge crosses it")
  func partialPixels() {
    // Covers three quarters of column 1, all of 2 and 3, half of row 5.
    let rows = painted([rectangle(x: 1.25...4, y: 2...5.5, grey: 200)], background: 40)
    let empty = [UInt8](repeating: 40, count: 8)
    #expect(rows[0] == empty && rows[1] == empty && rows[6] == empty && rows[7] == empty)
    for row in 2...4 { #expect(rows[row] == [40, 160, 200, 200, 40, 40, 40, 40]) }
    // 40 + 160 * 3/8 and 40 + 160 / 2.
    #expect(rows[5] == [40, 100, 120, 120, 40, 40, 40, 40])
  }

  @Test("the object in front hides the other, and no background shines through a common edge")
  func occlusion() {
    let back = rectangle(x: 0...4.5, y: 0...8, grey: 0)
    let front = rectangle(x: 4.5...8, y: 0...8, grey: 64)
    #expect(painted([back, front], background: 255)[3] == [0, 0, 0, 0, 32, 64, 64, 64])
    let over = rectangle(x: 2...8, y: 0...8, grey: 64)
    #expect(painted([back, over], background: 255)[3] == [0, 0, 64, 64, 64, 64, 64, 64])
  }

  @Test("the hidden share is of the area of the object behind")
  func hiddenShare() {
    var painter = ShapesetPainter(extent: Self.extent)
    let small = rectangle(x: 0...2, y: 0...2, grey: 0)
    let large = rectangle(x: 1...7, y: 0...6, grey: 0)
    #expect(painter.hiddenShare(of: small, behind: large) == 0.5)
    #expect(painter.hiddenShare(of: large, behind: small) == 2.0 / 36)
  }

  @Test("an ellipse covers pi a b pixels wherever its axes point", arguments: [0, 0.07, 0.25, 0.4])
  func ellipseArea(turn: Double) {
    let ellipse = ConvexOutline.Ellipse(semiAxes: (3.5, 2), turn: turn)
    let outline = ConvexOutline.ellipse(ellipse).moved(right: 4, down: 4)
    let object = ShapesetObject(.ellipse, grey: 255, outline: outline)
    let sum = painted([object], background: 0).joined().reduce(0) { $0 + Int($1) }
    let area = Double(sum) / 255
    #expect(abs(area - 3.5 * 2 * Double.pi) < 0.15, "area \(area)")
  }

  @Test("the box of a rotated ellipse touches it")
  func ellipseBounds() throws {
    let outline = ConvexOutline.ellipse(
      ConvexOutline.Ellipse(semiAxes: (3, 1), turn: 0.125))
    // Half the height of an ellipse at 45 degrees is the root of the mean of the squared semi-axes.
    let half = 5.0.squareRoot()
    #expect(abs(outline.bounds.y.upperBound - half) < 1e-12)
    #expect(abs(outline.bounds.x.lowerBound + half) < 1e-12)
    #expect(outline.stretch(atY: half + 1e-9) == nil)
    let near = try #require(outline.stretch(atY: half - 1e-9))
    #expect(near.high - near.low < 1e-3)
  }

  @Test("a line meets a triangle between its two sides")
  func triangle() throws {
    let outline = ConvexOutline.polygon(
      [(0, 0), (4, 0), (0, 4)].map { ConvexOutline.Point(x: $0.0, y: $0.1) })
    let stretch = try #require(outline.stretch(atY: 1))
    #expect(stretch.low == 0 && stretch.high == 3)
    #expect(outline.stretch(atY: 4.5) == nil && outline.stretch(atY: -0.5) == nil)
  }
}

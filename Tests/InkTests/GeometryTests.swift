import Testing

@testable import Ink

@Suite("Geometry")
struct GeometryTests {
  @Test("multiples of 90 degrees are exact")
  func quarterTurns() {
    let expected = [(0.0, 1.0), (1, 0), (0, -1), (-1, 0)]
    for turns in -8...8 {
      let (sine, cosine) = Angle.sineAndCosine(degrees: 90 * Double(turns))
      let (wantedSine, wantedCosine) = expected[((turns % 4) + 4) % 4]
      #expect(sine == wantedSine && cosine == wantedCosine)
    }
  }

  @Test("sines and cosines have the values of tables (sin 30, cos 60, sin 45, sin 18)")
  func knownAngles() {
    #expect(abs(Angle.sineAndCosine(degrees: 30).sine - 0.5) < 1e-15)
    #expect(abs(Angle.sineAndCosine(degrees: -60).cosine - 0.5) < 1e-15)
    #expect(abs(Angle.sineAndCosine(degrees: 405).sine - 0.5.squareRoot()) < 1e-15)
    #expect(abs(Angle.sineAndCosine(degrees: 18).sine - (5.0.squareRoot() - 1) / 4) < 1e-15)
  }

  @Test("a circle keeps its radius to 3e-4 and its area")
  func circle() {
    let circle = Path.circle(center: Point(x: 50, y: 40), radius: 30)
    let points = Flattener.polylines(of: circle, transform: .identity)[0].points
    for point in points {
      #expect(abs((point - Point(x: 50, y: 40)).length - 30) < 30 * 3e-4)
    }
    #expect(points.count > 16)
  }

  @Test("a rounded rectangle touches its four sides and leaves out its corners")
  func roundedRectangle() {
    let rect = Rect(x: 10, y: 20, width: 40, height: 30)
    let path = Path.roundedRectangle(rect, radius: 8)
    #expect(path.controlBounds == rect)
    let points = Flattener.polylines(of: path, transform: .identity)[0].points
    let corner = Point(x: 18, y: 28)
    for point in points where point.x < corner.x && point.y < corner.y {
      #expect(abs((point - corner).length - 8) < 8 * 3e-4)
    }
    #expect(points.contains { $0.x < 14 && $0.y < 24 })
    #expect(Path.roundedRectangle(rect, radius: 0) == .rectangle(rect))
    #expect(Path.roundedRectangle(rect, radius: 99).controlBounds == rect)
  }

  @Test("an arc starts and ends where its angles say, either way round")
  func arc() {
    for (start, end) in [(0.0, 270.0), (45, -200), (10, 20)] {
      let path = Path.arc(center: .zero, radius: 2, start: start, end: end)
      let (sine, cosine) = Angle.sineAndCosine(degrees: end)
      #expect((path.current - Point(x: 2 * cosine, y: 2 * sine)).length < 1e-12)
      let points = Flattener.polylines(of: path, transform: .scale(x: 50, y: 50))[0].points
      for point in points { #expect(abs(point.length - 100) < 0.05) }
    }
  }

  @Test("chords stay within 1/64 pixel of their curve")
  func flattening() {
    var path = Path()
    path.move(to: Point(x: 0, y: 0))
    path.quadratic(control: Point(x: 50, y: 200), to: Point(x: 100, y: 0))
    let points = Flattener.polylines(of: path, transform: .identity)[0].points
    for (from, to) in zip(points, points.dropFirst()) {
      // On this parabola y = 4 x (100 - x) / 100, the middle of a chord is farthest from it.
      let middle = (from + to) * 0.5
      #expect(abs(middle.y - 4 * middle.x * (100 - middle.x) / 100) <= 1.0 / 64 + 1e-9)
    }
  }

  @Test("transforms apply in the order in which they are written")
  func transforms() {
    let transform = AffineTransform.scale(x: 2, y: 3)
      .followed(by: .rotation(degrees: 90)).followed(by: .translation(x: 10, y: 0))
    #expect(transform.apply(to: Point(x: 1, y: 1)) == Point(x: 7, y: 2))
  }

  @Test("a segment after a close starts a new subpath at the old start")
  func segmentAfterClose() {
    var path = Path.rectangle(Rect(x: 1, y: 1, width: 2, height: 2))
    path.line(to: Point(x: 9, y: 9))
    let polylines = Flattener.polylines(of: path, transform: .identity)
    #expect(polylines.count == 2)
    #expect(polylines[1].points == [Point(x: 1, y: 1), Point(x: 9, y: 9)])
  }
}

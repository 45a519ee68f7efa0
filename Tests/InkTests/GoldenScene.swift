@testable import Ink

/// One of everything that can be drawn.
enum GoldenScene {
  static var scene: Scene {
    let blue = Color(0x0072B2)
    let red = Color(0xD55E00)
    let zigzag = (0..<8).map {
      Point(x: 10 + 12 * Double($0), y: $0.isMultiple(of: 2) ? 20 : 44.5)
    }
    var scene = Scene(size: Size(width: 200, height: 150))
    scene.stroke(.polyline(zigzag), StrokeStyle(width: 5, cap: .round, join: .round), blue)
    scene.stroke(
      .polyline(zigzag.map { $0 + Point(x: 90, y: 3) }),
      StrokeStyle(width: 2.5, join: .miter(limit: 4), dashes: [8, 3, 1, 3]), red)
    scene.stroke(
      .polyline(zigzag.map { $0 + Point(x: 3, y: 30) }),
      StrokeStyle(width: 6, cap: .square, join: .bevel), Color.black.withOpacity(90))
    scene.fill(.circle(center: Point(x: 40, y: 110), radius: 25), red.withOpacity(60))
    scene.fill(.circle(center: Point(x: 60, y: 110), radius: 25), blue.withOpacity(60))
    scene.stroke(
      .rectangle(Rect(x: 100.3, y: 90.7, width: 40, height: 30)),
      StrokeStyle(width: 0.6, snapsToPixels: true), .black)
    let picture = Pixmap(
      width: 2, height: 2, pixels: [255, 0, 0, 0, 255, 0, 0, 0, 255, 90, 90, 90])
    scene.items.append(.picture(picture, Rect(x: 150, y: 90, width: 20, height: 20), .nearest))
    scene.items.append(.picture(picture, Rect(x: 172, y: 90, width: 3, height: 3), .area))
    scene.items.append(
      .clip(
        Rect(x: 110, y: 95, width: 20, height: 20),
        [.fill(.circle(center: Point(x: 130, y: 115), radius: 18), blue, .evenOdd)]))
    scene.text(TextRun("Loss 10^{−3} σ x_{1} AV", at: Point(x: 6, y: 145), size: 12))
    scene.text(
      TextRun("bold", at: Point(x: 196, y: 100), size: 11, face: .bold, color: red, degrees: -90))
    return scene
  }
}

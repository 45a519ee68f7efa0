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

  /// Groups, cut-outs and symbols.
  static var layers: Scene {
    let blue = Color(0x0072B2)
    let red = Color(0xD55E00)
    var scene = Scene(size: Size(width: 120, height: 80), background: Color(0x111111))
    scene.items.append(
      .group(
        opacity: 120,
        [
          .fill(.circle(center: Point(x: 25, y: 25), radius: 18), red, .nonZero),
          .fill(.circle(center: Point(x: 40, y: 30), radius: 18), blue, .nonZero),
        ]))
    let lens = Path.roundedRectangle(Rect(x: 62.4, y: 8.6, width: 50, height: 30), radius: 9)
    let rays = (0..<9).map { index in
      Scene.Item.stroke(
        .line(from: Point(x: 62, y: 8), to: Point(x: 120, y: 8 + 8 * Double(index))),
        StrokeStyle(width: 3), index.isMultiple(of: 2) ? red : .white)
    }
    scene.items.append(.clipPath(lens, .nonZero, rays))
    scene.stroke(lens, StrokeStyle(width: 1.5, dashes: [6, 3], dashOffset: 2), .white)
    let marker = Path.circle(center: .zero, radius: 3)
    scene.items.append(
      .symbols(
        Symbol([
          .stroke(marker, StrokeStyle(width: 1.5, join: .round), .white), .fill(marker, blue),
        ]),
        (0..<40).map { Point(x: 8 + 2.77 * Double($0), y: 60 + 13.3 * Double($0 % 5) / 5) }))
    return scene
  }
}

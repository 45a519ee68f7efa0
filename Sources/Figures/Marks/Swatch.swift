import Ink

/// The square of colour that stands for areas in a legend.
enum Swatch {
  static func draw(_ color: Color, in rect: Rect, into items: inout [Scene.Item]) {
    let side = rect.height
    items.append(
      .fill(
        .rectangle(
          Rect(x: rect.center.x - side / 2, y: rect.minY, width: side, height: side)), color,
        .nonZero))
  }
}

import Ink

extension FirstDifference {
  /// The first pixel, row by row from the top left, that two pictures do not share.
  static func between(_ stored: Pixmap, _ found: Pixmap) -> FirstDifference? {
    guard stored.width == found.width, stored.height == found.height else {
      return FirstDifference(
        place: "size of the figure", stored: "\(stored.width) × \(stored.height)",
        found: "\(found.width) × \(found.height)")
    }
    guard let byte = zip(stored.pixels, found.pixels).enumerated().first(where: { $1.0 != $1.1 })
    else { return nil }
    let pixel = byte.offset / 3
    let (x, y) = (pixel % stored.width, pixel / stored.width)
    return FirstDifference(
      place: "pixel (\(x), \(y))", stored: text(stored[x, y]), found: text(found[x, y]))
  }

  private static func text(_ color: Color) -> String {
    "rgb(\(color.red), \(color.green), \(color.blue))"
  }
}

import Artifacts
import Ink

/// A figure made small for the index: data URIs and the size in pixels.
struct Thumbnail {
  /// Twice the width of a card, for screens of twice the density.
  private static let width = 640

  let light: String
  let dark: String?
  let width: Int
  let height: Int

  init(light: Pixmap, dark: Pixmap?) {
    let small = light.scaledDown(toWidth: Self.width)
    self.light = DataURI.png(PNG.encode(small))
    self.dark = dark.map { DataURI.png(PNG.encode($0.scaledDown(toWidth: Self.width))) }
    (width, height) = (small.width, small.height)
  }

  /// As `report.json` holds it.
  var json: JSONValue {
    [
      "light": .string(light), "dark": dark.map(JSONValue.string) ?? .null,
      "width": .integer(Int64(width)), "height": .integer(Int64(height)),
    ]
  }

  /// Reads what `json` wrote; nil for anything else.
  init?(json: JSONValue?) {
    guard let light = json?["light"]?.stringValue, let width = json?["width"]?.integerValue,
      let height = json?["height"]?.integerValue
    else { return nil }
    self.light = light
    dark = json?["dark"]?.stringValue
    (self.width, self.height) = (Int(width), Int(height))
  }
}

import Ink

extension Color {
  /// Black or white, whichever is easier to read on this colour.
  var readableInk: Color {
    // Rec. 709 weights on gamma-coded values; the threshold is where both contrasts are about equal.
    let light = 2126 * Int(red) + 7152 * Int(green) + 722 * Int(blue)
    return light > 10_000 * 135 ? Color(0x111111) : .white
  }
}

/// Makes dark letters a little heavier.
///
/// In linear light thin dark stems on white look paler than in print, because the eye judges them
/// nearly in sRGB. Dark text therefore has its partial coverage raised by c (1 - c) / 2; light
/// text on dark looks right as it is.
enum TextContrast {
  private static let darkText: [UInt8] = (0..<256).map { coverage in
    UInt8(coverage + coverage * (255 - coverage) / 510)
  }

  /// The coverage to use for each coverage, or nil to use it as it is.
  static func table(for color: Color) -> [UInt8]? {
    let luma = 54 * Int(color.red) + 183 * Int(color.green) + 19 * Int(color.blue)
    return luma < 128 * 256 ? darkText : nil
  }
}

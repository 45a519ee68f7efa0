import CPNG

/// Writes PNG pictures by code of its own, and reads them through libpng.
///
/// Files hold no time stamp and no text, and are a function of the pixels alone, on every machine.
public enum PNG {
  /// Decodes any PNG picture to 8-bit RGB; what is transparent is laid on white.
  ///
  /// - Throws: `InkError.corruptPNG` for bytes that are truncated, damaged or no PNG, and
  ///   `InkError.unsupportedSize` for more than `Pixmap.pixelLimit` pixels.
  public static func decode(_ bytes: [UInt8]) throws -> Pixmap {
    // libpng stops after the last row: what is lost behind it must be seen here.
    guard bytes.count > endMarker.count, bytes.suffix(endMarker.count).elementsEqual(endMarker)
    else {
      throw InkError.corruptPNG(
        reason: "\(bytes.count) bytes without the end marker: truncated, or another format")
    }
    return try bytes.withUnsafeBytes { source in
      var image = pipe_png_image()
      defer { png_image_free(&image) }
      guard png_image_begin_read_from_memory(&image, source.baseAddress, source.count) != 0 else {
        throw InkError.corruptPNG(reason: message(of: image))
      }
      let (width, height) = (Int(image.width), Int(image.height))
      guard width > 0, height > 0, width <= Pixmap.pixelLimit / height else {
        throw InkError.unsupportedSize(width: width, height: height)
      }
      image.format = pipe_png_format_rgb()
      var background = png_color(red: 255, green: 255, blue: 255)
      let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { buffer, count in
        _ = png_image_finish_read(&image, &background, buffer.baseAddress, 0, nil)
        count = pipe_png_failed(image) == 0 ? width * height * 3 : 0
      }
      guard !pixels.isEmpty else {
        throw InkError.corruptPNG(reason: message(of: image))
      }
      return Pixmap(width: width, height: height, pixels: pixels)
    }
  }

  /// The chunk that ends every PNG file: no length, its name, its checksum.
  private static let endMarker: [UInt8] = [
    0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
  ]

  private static func message(of image: png_image) -> String {
    withUnsafeBytes(of: image.message) { text in
      String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}

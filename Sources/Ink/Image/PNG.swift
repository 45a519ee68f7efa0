import CPNG

/// Reads and writes PNG pictures through libpng.
///
/// Files hold no time stamp and no text. Bytes may differ between versions of zlib, pixels never
/// do: identify a picture by its size and pixels.
public enum PNG {
  /// Encodes a picture as an 8-bit RGB file, or as a palette file, which is smaller and quicker,
  /// when it has at most 256 colours.
  ///
  /// - Throws: `InkError.encodingFailed`.
  public static func encode(_ pixmap: Pixmap) throws -> [UInt8] {
    var image = pipe_png_image()
    image.width = UInt32(pixmap.width)
    image.height = UInt32(pixmap.height)
    if let indexed = IndexedPixels(pixmap) {
      image.format = pipe_png_format_rgb_palette()
      image.colormap_entries = UInt32(indexed.palette.count / 3)
      return try write(&image, pixels: indexed.indices, palette: indexed.palette)
    }
    image.format = pipe_png_format_rgb()
    image.flags = pipe_png_flag_fast()
    return try write(&image, pixels: pixmap.pixels, palette: [])
  }

  private static func write(
    _ image: inout png_image, pixels: [UInt8], palette: [UInt8]
  ) throws -> [UInt8] {
    let limit = pipe_png_size_limit(image)
    var written = limit
    var succeeded: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      palette.withUnsafeBytes { colors in
        succeeded = png_image_write_to_memory(
          &image, buffer.baseAddress, &written, 0, pixels, 0,
          palette.isEmpty ? nil : colors.baseAddress)
      }
      count = succeeded != 0 ? min(written, limit) : 0
    }
    guard succeeded != 0 else {
      throw InkError.encodingFailed(reason: message(of: image))
    }
    return bytes
  }

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

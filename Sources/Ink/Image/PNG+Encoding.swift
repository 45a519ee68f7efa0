import CZlib

extension PNG {
  /// Encodes a picture as an 8-bit RGB file, or as a palette file, which is smaller and quicker,
  /// when it has at most 256 colours.
  ///
  /// Rows have the filter "none": in drawn pictures, which repeat themselves, any other hides more than it
  /// shows.
  public static func encode(_ pixmap: Pixmap) -> [UInt8] {
    let indexed = IndexedPixels(pixmap)
    var file = ChunkedFile(reserving: 4096)
    file.append("IHDR") { header in
      for size in [pixmap.width, pixmap.height] {
        withUnsafeBytes(of: UInt32(size).bigEndian) { header += $0 }
      }
      // Eight bits; palette or RGB; deflate, no filter of its own, no interlacing.
      header += [8, indexed != nil ? 3 : 2, 0, 0, 0]
    }
    // Perceptual, which is for pictures; the profile itself needs no room.
    file.append("sRGB") { $0.append(0) }
    if let indexed {
      file.append("PLTE") { $0 += indexed.palette }
      file.append("IDAT") { $0 += compressed(indexed.indices, width: pixmap.width, pixel: 1) }
    } else {
      file.append("IDAT") { $0 += compressed(pixmap.pixels, width: pixmap.width, pixel: 3) }
    }
    file.append("IEND") { _ in }
    return file.bytes
  }

  private static func compressed(_ pixels: [UInt8], width: Int, pixel: Int) -> [UInt8] {
    let count = width * pixel
    let size = pixels.count / count * (count + 1) + PixelDeflater.padding
    let rows = [UInt8](unsafeUninitializedCapacity: size) { buffer, written in
      var target = UnsafeMutableRawBufferPointer(buffer)
      pixels.withUnsafeBytes { pixels in
        for start in stride(from: 0, to: pixels.count, by: count) {
          target[0] = 0
          target = UnsafeMutableRawBufferPointer(rebasing: target[1...])
          target.copyMemory(from: UnsafeRawBufferPointer(rebasing: pixels[start..<start + count]))
          target = UnsafeMutableRawBufferPointer(rebasing: target[count...])
        }
      }
      target.initializeMemory(as: UInt8.self, repeating: 0)
      written = size
    }
    return rows.withUnsafeBytes { PixelDeflater.compress($0, pixel: pixel, row: count + 1) }
  }
}

/// A PNG file: its signature, then chunks, each with its length, its name and a checksum.
private struct ChunkedFile {
  private(set) var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  init(reserving capacity: Int) { bytes.reserveCapacity(capacity) }

  /// - Parameter fill: appends the content.
  mutating func append(_ name: StaticString, _ fill: (inout [UInt8]) -> Void) {
    let start = bytes.count
    bytes += repeatElement(0, count: 4)
    name.withUTF8Buffer { bytes += $0 }
    fill(&bytes)
    let length = UInt32(bytes.count - start - 8)
    withUnsafeBytes(of: length.bigEndian) { bytes.replaceSubrange(start..<start + 4, with: $0) }
    // The checksum is of name and content. zlib's is the same in all its versions.
    let checksum = bytes.withUnsafeBufferPointer {
      crc32_z(0, $0.baseAddress.map { $0 + start + 4 }, Int(length) + 4)
    }
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: checksum).bigEndian) { bytes += $0 }
  }
}

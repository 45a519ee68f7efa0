import Testing

@testable import Ink

@Suite("PNG")
struct PNGTests {
  private func noise(width: Int, height: Int) -> Pixmap {
    var state: UInt32 = 1
    let pixels = (0..<(width * height * 3)).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(truncatingIfNeeded: state >> 24)
    }
    return Pixmap(width: width, height: height, pixels: pixels)
  }

  @Test(
    "pixels survive a round trip, with many colours and with few",
    arguments: [(1, 1), (3, 5), (17, 1), (64, 33), (301, 200)])
  func roundTrip(width: Int, height: Int) throws {
    let many = noise(width: width, height: height)
    #expect(try PNG.decode(PNG.encode(many)) == many)
    let few = Pixmap(width: width, height: height, pixels: many.pixels.map { $0 & 0xC0 })
    #expect(try PNG.decode(PNG.encode(few)) == few)
  }

  @Test("exactly 256 colours make a palette, 257 do not")
  func paletteLimit() throws {
    let ramp = { (count: Int) in
      Pixmap(
        width: count, height: 1,
        pixels: (0..<count).flatMap { [UInt8($0 & 255), UInt8($0 >> 8), 7] })
    }
    #expect(IndexedPixels(ramp(256))?.palette.count == 768)
    #expect(IndexedPixels(ramp(257)) == nil)
    for count in [255, 256, 257] {
      #expect(try PNG.decode(PNG.encode(ramp(count))) == ramp(count))
    }
  }

  @Test("equal pictures give equal bytes, without time stamp or text")
  func reproducible() throws {
    let bytes = PNG.encode(noise(width: 20, height: 20))
    #expect(PNG.encode(noise(width: 20, height: 20)) == bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.contains("tIME") && !text.contains("tEXt"))
  }

  @Test("a PNG file written by another program is read: one red pixel, 1-bit palette")
  func foreignFile() throws {
    // IHDR 1 x 1, depth 1, palette; PLTE FF0000; IDAT of a filter byte and one zero bit, stored.
    let bytes: [UInt8] = [
      0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A,
      0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 1, 3, 0, 0, 0,
      0x25, 0xDB, 0x56, 0xCA,
      0, 0, 0, 3, 0x50, 0x4C, 0x54, 0x45, 0xFF, 0, 0, 0x19, 0xE2, 0x09, 0x37,
      0, 0, 0, 10, 0x49, 0x44, 0x41, 0x54, 0x78, 0xDA, 0x63, 0x60, 0, 0, 0, 2, 0, 1,
      0xE5, 0x27, 0xDE, 0xFC,
      0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]
    #expect(try PNG.decode(bytes) == Pixmap(width: 1, height: 1, pixels: [255, 0, 0]))
  }

  @Test("every truncation is an error")
  func truncated() throws {
    let bytes = PNG.encode(noise(width: 9, height: 9))
    for count in 0..<bytes.count {
      #expect(throws: InkError.self) { try PNG.decode(Array(bytes.prefix(count))) }
    }
  }

  @Test("a flipped bit in the header or the pixels is an error")
  func flippedBit() throws {
    let picture = noise(width: 9, height: 9)
    let bytes = PNG.encode(picture)
    var missed = 0
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x10
      // Chunks that only describe colour may be dropped by libpng: then the pixels are whole.
      if let decoded = try? PNG.decode(damaged), decoded != picture { missed += 1 }
    }
    #expect(missed == 0)
  }

  @Test("a header that promises an absurd size is refused before memory is asked for")
  func absurdSize() throws {
    var bytes = PNG.encode(noise(width: 9, height: 9))
    bytes.replaceSubrange(16..<24, with: [0, 0x0F, 0x42, 0x40, 0, 0x0F, 0x42, 0x40])
    let crc = Self.crc(bytes[12..<29])
    bytes.replaceSubrange(
      29..<33, with: (0..<4).map { UInt8(truncatingIfNeeded: crc >> (24 - 8 * $0)) })
    #expect(throws: InkError.unsupportedSize(width: 1_000_000, height: 1_000_000)) {
      try PNG.decode(bytes)
    }
  }

  private static func crc(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 != 0 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
    }
    return ~crc
  }
}

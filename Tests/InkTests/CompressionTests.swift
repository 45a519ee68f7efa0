import Testing

@testable import Ink

/// libpng, which checks both checksums of a file, is the judge of every stream here.
@Suite("Compression of pictures")
struct CompressionTests {
  private func noise(_ count: Int, seed: UInt32 = 1) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(truncatingIfNeeded: state >> 24)
    }
  }

  @Test(
    "runs of every length around the longest match survive",
    arguments: [1, 2, 3, 257, 258, 259, 260, 261, 515, 516, 517, 518, 519, 774, 776])
  func runs(length: Int) throws {
    for few in [true, false] {
      // More than 256 colours, or two; then one colour, cut by a pixel of another.
      var pixels = few ? [1, 2, 3] : noise(900)
      for value: UInt8 in [7, 9, 7] {
        pixels += repeatElement(value, count: 3 * length)
        pixels += [value, 0, 1]
      }
      let picture = Pixmap(width: pixels.count / 3, height: 1, pixels: pixels)
      #expect((IndexedPixels(picture) != nil) == few)
      #expect(try PNG.decode(PNG.encode(picture)) == picture)
    }
  }

  @Test(
    "repetitions of any distance survive, in narrow rows and in rows beyond the window",
    arguments: [1, 7, 1000, 10_922, 10_923, 20_000])
  func distances(width: Int) throws {
    for period in [1, 5, 4096, 10_922, 10_923, 32_767, 32_768, 32_769] {
      let piece = noise(period, seed: UInt32(period))
      let count = width * 3 * max(1, 90_000 / (width * 3))
      let picture = Pixmap(
        width: width, height: count / (width * 3),
        pixels: (0..<count).map { piece[$0 % period] })
      #expect(try PNG.decode(PNG.encode(picture)) == picture, "period \(period)")
    }
  }

  @Test("noise of many blocks grows by less than a fiftieth, a flat picture nearly vanishes")
  func sizes() throws {
    let noisy = Pixmap(width: 300, height: 400, pixels: noise(360_000))
    #expect(PNG.encode(noisy).count < 367_200)
    #expect(try PNG.decode(PNG.encode(noisy)) == noisy)
    let flat = Pixmap(width: 4000, height: 3000, color: .white)
    #expect(PNG.encode(flat).count < 40_000)
    #expect(try PNG.decode(PNG.encode(flat)) == flat)
  }

  @Test("a drawn picture survives")
  func drawn() throws {
    let picture = try Rasterizer.render(GoldenScene.layers, fonts: FontSet.load())
    #expect(try PNG.decode(PNG.encode(picture)) == picture)
  }

  @Test("a code of limited length is complete, and the shortest where the limit does not bite")
  func codes() {
    // Fibonacci numbers have the deepest tree: 24 of them ask for 23 bits.
    var frequencies = [1, 1]
    while frequencies.count < 24 { frequencies.append(frequencies.suffix(2).reduce(0, +)) }
    for limit in [7, 12, 15] {
      let words = HuffmanCode(frequencies: frequencies + [0], limit: limit).words
      #expect(words.last?.length == 0)
      let lengths = words.dropLast().map { Int($0.length) }
      #expect(lengths.allSatisfy { 1...limit ~= $0 })
      #expect(lengths.reduce(0) { $0 + 1 << (limit - $1) } == 1 << limit, "\(lengths)")
      #expect(lengths == lengths.sorted(by: >), "rarer symbols have longer codes")
    }
    // Counted by hand: 1 + 1 = 2, 2 + 2 = 4, 4 + 5 = 9.
    let words = HuffmanCode(frequencies: [5, 1, 0, 2, 1], limit: 15).words
    #expect(words.map(\.length) == [1, 3, 0, 2, 3])
    // RFC 1951, section 3.2.2: 0, 110, 10, 111, here with the first bit lowest.
    #expect(words.map(\.code) == [0b0, 0b011, 0, 0b01, 0b111])
  }

  @Test("lengths and distances have the symbols and extra bits of RFC 1951, section 3.2.5")
  func alphabet() {
    let lengths = [
      (3, 257, 0, 0), (10, 264, 0, 0), (11, 265, 1, 0), (12, 265, 1, 1), (18, 268, 1, 1),
      (19, 269, 2, 0), (130, 280, 4, 15), (131, 281, 5, 0), (257, 284, 5, 30), (258, 285, 0, 0),
    ]
    for (length, symbol, extraBits, value) in lengths {
      let entry = DeflateAlphabet.length(length)
      #expect(
        [Int(entry.symbol), Int(entry.extraBits), Int(entry.value)] == [symbol, extraBits, value])
    }
    let distances = [
      (1, 0, 0, 0), (4, 3, 0, 0), (5, 4, 1, 0), (6, 4, 1, 1), (7, 5, 1, 0), (192, 14, 6, 63),
      (193, 15, 6, 0), (24_576, 28, 13, 8191), (24_577, 29, 13, 0), (32_768, 29, 13, 8191),
    ]
    for (distance, symbol, extraBits, value) in distances {
      let entry = DeflateAlphabet.distance(distance)
      #expect(
        [Int(entry.symbol), Int(entry.extraBits), Int(entry.value)] == [symbol, extraBits, value])
    }
  }

  @Test("the checksum is that of the definition")
  func checksum() {
    func plain(_ bytes: [UInt8]) -> UInt32 {
      let (low, high) = bytes.reduce((1, 0)) { sums, byte in
        let low = (sums.0 + Int(byte)) % 65521
        return (low, (sums.1 + low) % 65521)
      }
      return UInt32(high << 16 | low)
    }
    // RFC 1950 gives no example; this one is that of the algorithm's article in Wikipedia.
    #expect(plain(Array("Wikipedia".utf8)) == 0x11E6_0398)
    for count in [0, 1, 15, 16, 17, 4095, 4096, 4097, 100_000] {
      for bytes in [noise(count), [UInt8](repeating: 255, count: count)] {
        #expect(bytes.withUnsafeBytes(Adler32.checksum) == plain(bytes), "\(count) bytes")
      }
    }
  }
}

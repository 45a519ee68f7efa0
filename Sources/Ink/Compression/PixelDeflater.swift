/// Compresses the rows of a picture as a zlib stream (RFC 1950), looking for what drawn pictures have: runs of one
/// colour, rows like the row above, and pieces of either.
///
/// General compressors weigh every byte of a long repetition; here it costs little more than a comparison, which
/// makes figures three to five times as fast as with zlib at a size that is not larger. And the bytes are a function of the
/// pixels alone, where each version of zlib has its own.
struct PixelDeflater {
  /// Bytes behind the last row that may be read, though they say nothing.
  static let padding = 8

  private static let hashBits = 14

  private let bytes: UnsafeRawBufferPointer
  private let end: Int
  private let pixel: Int
  private let row: Int

  /// Where pixels with a hash were last seen; -1 for nowhere.
  private let seen: UnsafeMutableBufferPointer<Int32>
  private var block: DeflateBlock

  /// What the blocks are written to, one after the other, before it is added to `output`.
  private let memory: UnsafeMutableRawBufferPointer
  private var held: (bits: UInt64, count: Int)
  private var output: [UInt8] = []

  /// Compresses rows.
  ///
  /// - Parameters:
  ///   - bytes: the rows, each with its filter in front, and ``padding`` bytes behind the last.
  ///   - pixel: the bytes of a pixel, 1 or 3.
  ///   - row: the bytes of a row, filter included.
  static func compress(_ bytes: UnsafeRawBufferPointer, pixel: Int, row: Int) -> [UInt8] {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: DeflateBlock.capacity) { tokens in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: 1 << hashBits) { seen in
        withUnsafeTemporaryAllocation(byteCount: DeflateBlock.largestSize, alignment: 8) { memory in
          seen.initialize(repeating: -1)
          var deflater = PixelDeflater(
            bytes: bytes, end: bytes.count - padding, pixel: pixel, row: row, seen: seen,
            block: DeflateBlock(tokens), memory: memory,
            // Deflate with a window of 32 KiB; 0x7801 is a multiple of 31, as it must be.
            held: (0x0178, 16))
          deflater.compress()
          return deflater.output
        }
      }
    }
  }

  private mutating func compress() {
    var place = 0
    var rowEnd = row
    while place < end {
      let match = bestMatch(at: place)
      if match.length >= DeflateAlphabet.shortestMatch {
        append(match)
        place &+= match.length
      } else {
        // The filter stands alone in front of its row; all else are whole pixels.
        let count = place == rowEnd &- row ? 1 : pixel
        for offset in 0..<min(count, end &- place) {
          block.append(literal: bytes[place &+ offset])
        }
        place &+= count
      }
      while place >= rowEnd { rowEnd &+= row }
      if block.isFull { flush(isLast: false) }
    }
    flush(isLast: true)
    let checksum = Adler32.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
    if held.count > 0 { output.append(UInt8(truncatingIfNeeded: held.bits)) }
    withUnsafeBytes(of: checksum.bigEndian) { output += $0 }
  }

  private mutating func flush(isLast: Bool) {
    var writer = BitWriter(memory, held: held.bits, count: held.count)
    block.flush(into: &writer, isLast: isLast)
    let written = writer.written
    output += written.bytes
    held = (written.held, written.count)
  }

  private struct Match {
    var length: Int
    var distance: Int
  }

  private mutating func append(_ match: Match) {
    var rest = match.length
    while rest > 0 {
      // No piece may be shorter than the shortest match.
      let whole = min(rest, DeflateAlphabet.longestMatch)
      let left = rest - whole
      let length = left > 0 && left < DeflateAlphabet.shortestMatch ? whole - 3 : whole
      block.append(length: length, distance: match.distance)
      if block.isFull { flush(isLast: false) }
      rest -= length
    }
  }

  /// The longest of three: the pixel before repeated, the row above, and where the next pixels were last.
  private mutating func bestMatch(at place: Int) -> Match {
    var best = Match(length: 0, distance: 0)
    if place >= pixel {
      best = Match(length: length(at: place, distance: pixel), distance: pixel)
      if best.length >= DeflateAlphabet.longestMatch { return best }
    }
    if place >= row, row <= DeflateAlphabet.farthestMatch {
      let above = length(at: place, distance: row)
      // A run is coded in fewer bits than a match from afar.
      if above > 2 * best.length { best = Match(length: above, distance: row) }
      if best.length >= 48 { return best }
    }
    let hash = hash(at: place)
    let last = Int(seen[hash])
    seen[hash] = Int32(truncatingIfNeeded: place)
    if last >= 0, place - last <= DeflateAlphabet.farthestMatch, best.length < 24 {
      let found = length(at: place, distance: place - last)
      if found > best.length + 2, found >= 2 * pixel {
        best = Match(length: found, distance: place - last)
      }
    }
    return best
  }

  /// Of the next two pixels of three bytes, or four of one.
  @inline(__always)
  private func hash(at place: Int) -> Int {
    let next = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
    let shift: UInt64 = pixel == 3 ? 16 : 32
    return Int((next &<< shift &* 0x9E37_79B9_7F4A_7C15) &>> UInt64(64 - Self.hashBits))
  }

  /// How many bytes from `place` on equal those `distance` before.
  @inline(__always)
  private func length(at place: Int, distance: Int) -> Int {
    var next = place
    while next < end {
      let difference =
        bytes.loadUnaligned(fromByteOffset: next, as: UInt64.self).littleEndian
        ^ bytes.loadUnaligned(fromByteOffset: next - distance, as: UInt64.self).littleEndian
      if difference != 0 {
        next += difference.trailingZeroBitCount / 8
        break
      }
      next += 8
    }
    return min(next, end) - place
  }
}

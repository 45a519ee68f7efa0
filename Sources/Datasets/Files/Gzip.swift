import CZlib
import SystemPackage

/// gzip (RFC 1952) through zlib.
enum Gzip {
  /// Whether the bytes begin with the signature of a gzip member.
  static func hasSignature(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b
  }

  /// The unpacked bytes of all members of `compressed`; zlib checks each member's CRC and length.
  ///
  /// - Parameters:
  ///   - file: named in errors only.
  ///   - limit: the most bytes the result may have.
  /// - Throws: ``DatasetError/notGzip(file:)``,
  ///   ``DatasetError/corruptGzip(file:offset:reason:)``,
  ///   ``DatasetError/trailingBytes(file:count:)``, ``DatasetError/tooLarge(file:limit:)``.
  static func inflate(
    _ compressed: [UInt8], file: FilePath, limit: Int
  ) throws(DatasetError) -> [UInt8] {
    guard hasSignature(compressed) else { throw .notGzip(file: file) }
    var output: [UInt8] = []
    // Images of this kind shrink to between a half and a fifth.
    output.reserveCapacity(min(limit, compressed.count * 4))
    var offset = 0
    while offset < compressed.count {
      if offset > 0, !beginsMember(compressed, at: offset) {
        throw .trailingBytes(file: file, count: compressed.count - offset)
      }
      offset = try inflateMember(
        compressed, from: offset, into: &output, file: file, limit: limit)
    }
    return output
  }

  private static func beginsMember(_ bytes: [UInt8], at offset: Int) -> Bool {
    bytes.count - offset >= 2 && bytes[offset] == 0x1f && bytes[offset + 1] == 0x8b
  }

  /// Appends one member to `output` and returns the offset of the byte after it.
  private static func inflateMember(
    _ compressed: [UInt8], from start: Int, into output: inout [UInt8], file: FilePath, limit: Int
  ) throws(DatasetError) -> Int {
    var stream = z_stream()
    // 16 asks for the gzip wrapper, 15 is the largest window.
    guard
      inflateInit2_(
        &stream, 16 + 15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .corruptGzip(file: file, offset: start, reason: "zlib has no memory left") }
    defer { inflateEnd(&stream) }

    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 18)
    defer { block.deallocate() }
    var consumed = start
    while true {
      let (status, produced, read) = compressed.withUnsafeBufferPointer { input in
        let available = min(input.count - consumed, 1 << 30)
        let feed = UnsafeMutableBufferPointer(mutating: input)[
          consumed..<(consumed + available)]
        stream.next_in = UnsafeMutableBufferPointer(rebasing: feed).baseAddress
        stream.avail_in = UInt32(available)
        stream.next_out = block.baseAddress
        stream.avail_out = UInt32(block.count)
        let status = CZlib.inflate(&stream, Z_NO_FLUSH)
        return (
          status, block.count - Int(stream.avail_out), available - Int(stream.avail_in)
        )
      }
      consumed += read
      guard output.count + produced <= limit else { throw .tooLarge(file: file, limit: limit) }
      output.append(contentsOf: block[..<produced])
      if status == Z_STREAM_END { return consumed }
      guard status == Z_OK else {
        let reason =
          status == Z_BUF_ERROR
          ? "it ends in the middle"
          : stream.msg.map { String(cString: $0) } ?? "zlib error \(status)"
        throw .corruptGzip(file: file, offset: consumed, reason: reason)
      }
    }
  }
}

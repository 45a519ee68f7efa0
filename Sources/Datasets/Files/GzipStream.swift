import CZlib
import SystemPackage

/// Unpacks gzip (RFC 1952) as it arrives, block by block; zlib checks each member's CRC and length.
///
/// Members that follow one another are one file.
struct GzipStream: ~Copyable {
  /// Where the reading is: zlib keeps its own place within a member.
  private enum Place {
    /// At the signature of a member, of which so many bytes have come.
    case signature(seen: Int)
    case member
    /// Behind the last member, among bytes that belong to none; they began at this offset.
    case trailing(start: Int)
  }

  private static let signature: [UInt8] = [0x1f, 0x8b]
  /// 16 asks for the gzip wrapper, 15 is the largest window.
  private static let windowBits: Int32 = 16 + 15

  private let file: FilePath
  /// zlib keeps a pointer to it, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let output: UnsafeMutableRawBufferPointer
  private var place = Place.signature(seen: 0)
  private var memberCount = 0
  /// Compressed bytes taken so far.
  private var offset = 0

  /// - Parameter file: named in errors only.
  /// - Throws: ``DatasetError/corruptGzip(file:offset:reason:)`` if there is no memory.
  init(file: FilePath) throws(DatasetError) {
    self.file = file
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    output = .allocate(byteCount: 1 << 18, alignment: 64)
    guard
      inflateInit2_(
        stream, Self.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .corruptGzip(file: file, offset: 0, reason: "zlib has no memory left") }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    output.deallocate()
  }

  /// Whether the bytes begin with the signature of a gzip member.
  static func hasSignature(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count >= 2 && bytes[0] == signature[0] && bytes[1] == signature[1]
  }

  /// Takes the next compressed bytes, and gives what they unpack to, in blocks, to `body`.
  ///
  /// - Throws: ``DatasetError/notGzip(file:)``,
  ///   ``DatasetError/corruptGzip(file:offset:reason:)``, and what `body` throws.
  mutating func append(
    _ block: UnsafeRawBufferPointer,
    _ body: (UnsafeRawBufferPointer) throws(DatasetError) -> Void
  ) throws(DatasetError) {
    let end = offset + block.count
    var rest = block
    while !rest.isEmpty {
      let count: Int
      switch place {
      case .trailing: count = rest.count
      case .member: count = try inflate(rest, body)
      case .signature(let seen): count = try readSignature(rest[rest.startIndex], seen: seen, body)
      }
      offset += count
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
    assert(offset == end)
  }

  /// To be called after the last byte.
  ///
  /// - Throws: ``DatasetError/trailingBytes(file:count:)``, and as
  ///   ``append(_:_:)`` if the file ends too early.
  func finish() throws(DatasetError) {
    switch place {
    case .signature(seen: 0) where memberCount > 0: return
    case .signature(seen: 0): throw .notGzip(file: file)
    case .signature(let seen) where memberCount > 0:
      throw .trailingBytes(file: file, count: seen)
    case .signature: throw .notGzip(file: file)
    case .trailing(let start): throw .trailingBytes(file: file, count: offset - start)
    case .member: throw .corruptGzip(file: file, offset: offset, reason: "it ends in the middle")
    }
  }

  /// Looks at the next byte of a signature, which may come in two blocks.
  ///
  /// - Returns: how many bytes were taken.
  private mutating func readSignature(
    _ byte: UInt8, seen: Int, _ body: (UnsafeRawBufferPointer) throws(DatasetError) -> Void
  ) throws(DatasetError) -> Int {
    guard byte == Self.signature[seen] else {
      guard memberCount > 0 else { throw .notGzip(file: file) }
      place = .trailing(start: offset - seen)
      return 0
    }
    guard seen == 1 else {
      place = .signature(seen: 1)
      return 1
    }
    place = .member
    try Self.signature.withUnsafeBytesOf { (bytes) throws(DatasetError) in
      _ = try inflate(bytes, body)
    }
    return 1
  }

  /// - Returns: how many bytes were taken: fewer than all where the member ends.
  private mutating func inflate(
    _ input: UnsafeRawBufferPointer,
    _ body: (UnsafeRawBufferPointer) throws(DatasetError) -> Void
  ) throws(DatasetError) -> Int {
    let available = min(input.count, 1 << 30)
    // zlib does not write to its input; its interface is older than `const`.
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = UInt32(available)
    repeat {
      stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(output.count)
      let status = CZlib.inflate(stream, Z_NO_FLUSH)
      let produced = output.count - Int(stream.pointee.avail_out)
      if produced > 0 { try body(UnsafeRawBufferPointer(rebasing: output[..<produced])) }
      let taken = available - Int(stream.pointee.avail_in)
      switch status {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END:
        inflateReset(stream)
        memberCount += 1
        place = .signature(seen: 0)
        return taken
      default:
        let reason = stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(status)"
        throw .corruptGzip(file: file, offset: offset + taken, reason: reason)
      }
      // A full output means that there may be more of it, even where the input is used up.
    } while stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0
    return available
  }
}

extension [UInt8] {
  /// `withUnsafeBytes` with a typed error.
  func withUnsafeBytesOf(
    _ body: (UnsafeRawBufferPointer) throws(DatasetError) -> Void
  ) throws(DatasetError) {
    let result = withUnsafeBytes { bytes -> Result<Void, DatasetError> in
      do throws(DatasetError) {
        return .success(try body(bytes))
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }
}

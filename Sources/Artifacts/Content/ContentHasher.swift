import Crypto

/// SHA-256, fed piece by piece.
///
/// The typed pieces have an unambiguous encoding: numbers are 8 bytes, little-endian; texts and
/// names are preceded by their length in bytes.
public struct ContentHasher: Sendable {
  private var state = SHA256()

  public init() {}

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    state.update(bufferPointer: bytes)
  }

  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
  }

  /// The UTF-8 bytes alone, without their length.
  public mutating func update(bytesOf text: StaticString) {
    state.update(
      bufferPointer: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  public mutating func update(number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { state.update(bufferPointer: $0) }
  }

  public mutating func update(count: Int) { update(number: UInt64(count)) }

  /// The length in bytes, then the UTF-8 bytes.
  public mutating func update(text: String) {
    update(count: text.utf8.count)
    var text = text
    text.withUTF8 { state.update(bufferPointer: UnsafeRawBufferPointer($0)) }
  }

  public consuming func finalize() -> Digest { Digest(state.finalize()) }
}

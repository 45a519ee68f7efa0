/// A failure of the HDF5 layer: which file, which object in it, what went wrong and, where the
/// library said more, its own words.
public struct HDF5Error: Error, Equatable, Sendable {
  /// What kind of failure it is; callers decide by this.
  public enum Reason: String, Equatable, Sendable {
    /// The file cannot be created or opened: missing, no permission, a folder.
    case inaccessible
    /// The file exists but is not HDF5.
    case notHDF5
    /// The file is HDF5 but truncated, damaged or claims what it cannot hold.
    case damaged
    /// The named dataset or group is not in the file.
    case missing
    /// The file holds something outside of what this layer reads.
    case unsupported
    /// The caller asked for an impossible name, shape or element type.
    case invalidRequest
    /// Data could not be written or flushed.
    case writeFailed
  }

  public let reason: Reason

  /// Path of the file, as it was given.
  public let file: String

  /// Name of the dataset, group or attribute concerned.
  public let object: String?

  /// What was tried or found, and what was expected.
  public let message: String

  /// The library's error stack, innermost first.
  public let libraryMessages: [String]

  /// `errno` of the system call that failed, where one did.
  public var systemError: Int32? {
    libraryMessages.lazy.compactMap { Self.number(after: "errno = ", in: $0) }.first
  }

  init(
    _ reason: Reason, file: String, object: String? = nil, message: String,
    libraryMessages: [String] = []
  ) {
    self.reason = reason
    self.file = file
    self.object = object
    self.message = message
    self.libraryMessages = libraryMessages
  }

  private static func number(after marker: String, in text: String) -> Int32? {
    let bytes = Array(text.utf8)
    let marker = Array(marker.utf8)
    guard bytes.count >= marker.count else { return nil }
    for start in 0...(bytes.count - marker.count)
    where bytes[start..<start + marker.count].elementsEqual(marker) {
      let digits = bytes[(start + marker.count)...].prefix { (0x30...0x39).contains($0) }
      return Int32(String(decoding: digits, as: UTF8.self))
    }
    return nil
  }
}

extension HDF5Error: CustomStringConvertible {
  public var description: String {
    var text = file
    if let object { text += ": '\(object)'" }
    text += ": \(message)"
    if let innermost = libraryMessages.first { text += " (HDF5: \(innermost))" }
    return text
  }
}

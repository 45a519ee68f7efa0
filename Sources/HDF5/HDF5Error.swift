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
  public var systemError: Int32? { systemText(from: "errno = ", until: ",").flatMap { Int32($0) } }

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

  /// The library only tells of system calls in the text of its messages.
  private func systemText(from start: String, until end: Character) -> String? {
    for message in libraryMessages {
      let marker = Array(start.utf8)
      let bytes = Array(message.utf8)
      guard bytes.count >= marker.count else { continue }
      for index in 0...(bytes.count - marker.count)
      where bytes[index..<index + marker.count].elementsEqual(marker) {
        let rest = String(decoding: bytes[(index + marker.count)...], as: UTF8.self)
        return String(rest.prefix { $0 != end })
      }
    }
    return nil
  }
}

extension HDF5Error: CustomStringConvertible {
  public var description: String {
    var text = file
    if let object { text += ": '\(object)'" }
    text += ": \(message)"
    if let reason = systemText(from: "error message = '", until: "'") {
      text += ": \(reason)"
    } else if let innermost = libraryMessages.first {
      text += " (HDF5: \(innermost))"
    }
    return text
  }
}

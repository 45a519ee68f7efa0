import SystemPackage

/// The most memory that this process has held since the last reset, for the receipts.
///
/// The system counts for the whole process. With one stage running at a time the number is the
/// stage's; with several it is what they held together, and the receipt says how many there were.
enum PeakMemory {
  /// Starts over with what the process holds now; where the system cannot, the count goes on.
  static func reset() {
    let path: FilePath = "/proc/self/clear_refs"
    guard let file = try? FileDescriptor.open(path, .writeOnly) else { return }
    _ = try? file.closeAfter { try file.writeAll("5".utf8) }
  }

  /// Bytes; nil where the system does not tell.
  static var bytes: Int64? {
    let lines = SystemFile.text("/proc/self/status")?.split(separator: "\n") ?? []
    let line = lines.first { $0.hasPrefix("VmHWM:") }
    guard let fields = line?.split(whereSeparator: \.isWhitespace), fields.count == 3 else {
      return nil
    }
    return Int64(fields[1]).map { $0 * 1024 }
  }
}

import SystemPackage

/// What a look at the file of a result shows.
public enum ResultPresence: Equatable, Sendable {
  case present
  /// There is no file: it was removed, or never came with its receipt.
  case absent
  /// The file has another size than was written.
  case wrongSize(found: Int, expected: Int)
  /// There is no file because it was damaged and moved away.
  case quarantined(FilePath)
}

extension Store {
  /// Whether the file of a result is there, and if not what became of it. The content is not read.
  ///
  /// - Throws: `FileError`.
  public func presence(of output: Receipt.Output) throws(FileError) -> ResultPresence {
    let path = layout.object(output.digest, output.kind)
    if let size = FileSystem.size(of: path) {
      return size == output.byteCount
        ? .present : .wrongSize(found: size, expected: output.byteCount)
    }
    return try quarantined(path).map { .quarantined($0) } ?? .absent
  }

  /// The damaged receipt of a key that was moved away, if there is one.
  ///
  /// - Throws: `FileError`.
  public func quarantinedReceipt(of key: StageKey) throws(FileError) -> FilePath? {
    try quarantined(layout.receipt(key))
  }

  /// The file in quarantine that once was at `path`.
  private func quarantined(_ path: Path) throws(FileError) -> FilePath? {
    try FileSystem.list(layout.quarantine).first { $0.hasSuffix("-\(path.name)") }
      .map { layout.quarantine.appending($0).filePath }
  }
}

import SystemPackage

extension Store {
  /// Writes the record of a run, replacing an earlier one of the same id.
  ///
  /// - Throws: `StoreError.notWritable`, `.unencodable`; `FileError`.
  public func recordRun(_ record: RunRecord) throws {
    try writing {
      let text = try encoding("run record") { try record.json().prettyText() }
      try AtomicFile.write(Array(text.utf8), to: layout.runs.appending("\(record.id).json"))
    }
  }

  /// Records in the order of their start. One that cannot be read leaves a warning.
  ///
  /// - Parameter newest: how many of the last ones to read; nil for all.
  /// - Throws: `FileError`.
  public func runs(newest limit: Int? = nil) throws -> [RunRecord] {
    var records: [RunRecord] = []
    let names = try FileSystem.list(layout.runs).filter {
      $0.hasSuffix(".json") && !$0.hasPrefix(".")
    }
    for name in names.suffix(limit ?? names.count) {
      let path = layout.runs.appending(name)
      guard let bytes = try FileSystem.readIfPresent(path) else { continue }
      do {
        records.append(try RunRecord(json: try JSONValue(parsing: bytes)))
      } catch {
        warn(.corruptRun(path: path.filePath, reason: "\(error)"))
      }
    }
    return records.sorted { ($0.started, $0.id) < ($1.started, $1.id) }
  }
}

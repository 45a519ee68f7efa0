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

  /// All records, in the order of their start. One that cannot be read leaves a warning.
  ///
  /// - Throws: `FileError`.
  public func runs() throws -> [RunRecord] {
    var records: [RunRecord] = []
    for name in try FileSystem.list(layout.runs) where name.hasSuffix(".json") {
      let path = layout.runs.appending(name)
      guard !name.hasPrefix("."), let bytes = try FileSystem.readIfPresent(path) else { continue }
      do {
        records.append(try RunRecord(json: try JSONValue(parsing: bytes)))
      } catch {
        warn(.corruptRun(path: path.filePath, reason: "\(error)"))
      }
    }
    return records.sorted { ($0.started, $0.id) < ($1.started, $1.id) }
  }
}

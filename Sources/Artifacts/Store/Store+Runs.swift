import SystemPackage

extension Store {
  /// Writes the record of a run, replacing an earlier one of the same id.
  ///
  /// - Throws: `StoreError.notWritable`, `.unencodable`; `FileError`.
  public func recordRun(_ record: RunRecord) throws {
    try writing {
      let text = try encoding("run record") { try record.json().prettyText() }
      try AtomicFile.write(Array(text.utf8), to: layout.run(record.id))
    }
  }

  /// Records in the order of their start. One that cannot be read leaves a warning.
  ///
  /// - Parameter newest: how many of the last ones to read; nil for all.
  /// - Throws: `FileError`.
  public func runs(newest limit: Int? = nil) throws -> [RunRecord] {
    let names = try runNames()
    let records = try names.suffix(limit ?? names.count).compactMap(run)
    return records.sorted { ($0.started, $0.id) < ($1.started, $1.id) }
  }

  /// The latest run of a pipeline file that came to an end.
  ///
  /// - Parameters:
  ///   - pipeline: the path as it was given.
  ///   - limit: how many of the last runs to search, from the latest back.
  /// - Throws: `FileError`.
  func latestRun(of pipeline: String, among limit: Int) throws -> RunRecord? {
    for name in try runNames().suffix(limit).reversed() {
      if let record = try run(name), record.pipeline == pipeline, record.finished != nil {
        return record
      }
    }
    return nil
  }

  /// The names of the records, which sort by time of start.
  private func runNames() throws -> [String] {
    try FileSystem.list(layout.runs).filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
  }

  private func run(_ name: String) throws -> RunRecord? {
    let path = layout.runs.appending(name)
    guard let bytes = try FileSystem.readIfPresent(path) else { return nil }
    do {
      let record = try RunRecord(json: try JSONValue(parsing: bytes))
      guard name == layout.run(record.id).name else {
        throw ReceiptProblem("it is of run \(record.id)")
      }
      return record
    } catch {
      warn(.corruptRun(path: path.filePath, reason: "\(error)"))
      return nil
    }
  }
}

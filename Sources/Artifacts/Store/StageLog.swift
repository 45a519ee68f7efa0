import Synchronization
import SystemPackage

/// The log of one execution of a stage: lines of JSON, each written whole as things happen.
///
/// It is for people and proves nothing: it is not synchronised with the disk, and what cannot be
/// written is left out, since a stage must not fail for its log.
public final class StageLog: Sendable {
  private let file: Mutex<OpenFile?>
  public let location: FilePath

  init(_ path: Path) throws(FileError) {
    location = path.filePath
    file = Mutex(try OpenFile(path, .appending, operation: "write the log"))
  }

  /// Adds a line with the time, what happened, and more about it.
  public func append(_ event: String, _ members: JSONObject = [:]) {
    var members = members
    members["event"] = .string(event)
    members["time"] = .string("\(Timestamp.now())")
    guard let bytes = try? JSONValue.object(members).canonicalBytes() else { return }
    file.withLock { file in
      try? file?.write(bytes + [UInt8(ascii: "\n")])
    }
  }
}

/// A log that is in a store.
public struct StoredLog: Sendable {
  public let run: String
  public let key: StageKey
  public let location: FilePath
}

extension Store {
  /// Opens the log of a stage's execution in a run; a second attempt in the same run goes on in it.
  ///
  /// - Throws: `StoreError.notWritable`, `FileError`.
  public func openLog(run: String, _ key: StageKey) throws -> StageLog {
    try writing {
      try FileSystem.createDirectory(layout.logs(run: run))
      return try StageLog(layout.log(run: run, key))
    }
  }

  /// The logs that a run has left, in the order of their keys.
  ///
  /// - Throws: `FileError`.
  public func logs(ofRun run: String) throws -> [StoredLog] {
    try FileSystem.list(layout.logs(run: run)).compactMap { name in
      guard name.hasSuffix(Layout.logSuffix),
        let key = StageKey(hex: String(name.dropLast(Layout.logSuffix.count)))
      else { return nil }
      return StoredLog(run: run, key: key, location: layout.log(run: run, key).filePath)
    }
  }

  /// The runs that have left logs, the oldest first.
  ///
  /// - Throws: `FileError`.
  public func runsWithLogs() throws -> [String] { try FileSystem.list(layout.logs) }

  /// The line that says whose log it is; nil if there is none yet.
  ///
  /// - Throws: `FileError`.
  public func firstLine(of log: StoredLog) throws -> JSONValue? {
    let bytes = try FileSystem.read(Path(log.location))
    return try? JSONValue(parsing: bytes.prefix { $0 != UInt8(ascii: "\n") })
  }

  /// The lines of a log. One that a kill has cut off is left out.
  ///
  /// - Throws: `FileError`.
  public func lines(of log: StoredLog) throws -> [JSONValue] {
    try FileSystem.read(Path(log.location)).split(separator: UInt8(ascii: "\n")).compactMap {
      try? JSONValue(parsing: $0)
    }
  }
}

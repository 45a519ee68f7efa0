import SystemPackage

/// Where everything lies in a store.
struct Layout: Sendable {
  let root: Path

  var marker: Path { root.appending("store.json") }
  var objects: Path { root.appending("objects") }
  var receipts: Path { root.appending("receipts") }
  var partial: Path { root.appending("partial") }
  var runs: Path { root.appending("runs") }
  var logs: Path { root.appending("logs") }
  var locks: Path { root.appending("locks") }
  var pins: Path { root.appending("pins") }
  var temporary: Path { root.appending("tmp") }
  var quarantine: Path { root.appending("quarantine") }

  /// All folders of a store.
  var folders: [Path] { [objects, receipts, partial, runs, pins, locks, temporary, quarantine] }

  /// The folders that objects and receipts are spread over: `00` to `ff`.
  static let shards = (0..<256).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }

  /// `objects/ab/abcdef….h5`
  func object(_ digest: Digest, _ kind: Artifact.Kind) -> Path {
    let hex = digest.hex
    return objects.appending(String(hex.prefix(2))).appending("\(hex).\(kind.fileExtension)")
  }

  /// `receipts/cd/cdef….json`
  func receipt(_ key: StageKey) -> Path {
    let hex = key.hex
    return receipts.appending(String(hex.prefix(2))).appending("\(hex).json")
  }

  func partial(_ key: StageKey) -> Path { partial.appending(key.hex) }

  func checkpoint(_ key: StageKey) -> Path { partial(key).appending("checkpoint.h5") }

  func pin(_ key: StageKey) -> Path { pins.appending("\(key.hex).json") }

  func run(_ id: String) -> Path { runs.appending("\(id).json") }

  func logs(run: String) -> Path { logs.appending(run) }

  static let logSuffix = ".ndjson"

  /// `logs/<run>/<key>.ndjson`
  func log(run: String, _ key: StageKey) -> Path {
    logs(run: run).appending("\(key.hex)\(Self.logSuffix)")
  }

  func lock(_ key: StageKey) -> Path { locks.appending(key.hex) }

  /// Files of a folder with one level of two-digit folders whose name is a digest, a dot and an
  /// extension; and everything else in there.
  func shardedFiles(
    of folder: Path, shard only: String? = nil
  ) throws(FileError) -> (files: [ShardedFile], strays: [Path]) {
    var files: [ShardedFile] = []
    var strays: [Path] = []
    for shard in try FileSystem.list(folder) where only == nil || shard == only {
      let path = folder.appending(shard)
      guard FileSystem.isDirectory(path) else {
        strays.append(path)
        continue
      }
      for name in try FileSystem.list(path) {
        let parts = name.split(separator: ".", maxSplits: 1)
        if parts.count == 2, let digest = Digest(hex: parts[0]), parts[0].hasPrefix(shard) {
          files.append(
            ShardedFile(
              digest: digest, fileExtension: String(parts[1]), path: path.appending(name)))
        } else {
          strays.append(path.appending(name))
        }
      }
    }
    return (files, strays)
  }
}

/// A file whose name is a digest.
struct ShardedFile {
  let digest: Digest
  let fileExtension: String
  let path: Path
}

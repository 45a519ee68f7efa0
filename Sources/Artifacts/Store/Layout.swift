import SystemPackage

/// Where everything lies in a store.
struct Layout: Sendable {
  let root: FilePath

  var marker: FilePath { root.appending("store.json") }
  var objects: FilePath { root.appending("objects") }
  var receipts: FilePath { root.appending("receipts") }
  var partial: FilePath { root.appending("partial") }
  var runs: FilePath { root.appending("runs") }
  var locks: FilePath { root.appending("locks") }
  var temporary: FilePath { root.appending("tmp") }
  var quarantine: FilePath { root.appending("quarantine") }

  /// All folders of a store.
  var folders: [FilePath] { [objects, receipts, partial, runs, locks, temporary, quarantine] }

  /// `objects/ab/abcdef….h5`
  func object(_ digest: Digest, _ kind: Artifact.Kind) -> FilePath {
    let hex = digest.hex
    return objects.appending(String(hex.prefix(2))).appending("\(hex).\(kind.fileExtension)")
  }

  /// `receipts/cd/cdef….json`
  func receipt(_ key: StageKey) -> FilePath {
    let hex = key.hex
    return receipts.appending(String(hex.prefix(2))).appending("\(hex).json")
  }

  func partial(_ key: StageKey) -> FilePath { partial.appending(key.hex) }

  func checkpoint(_ key: StageKey) -> FilePath { partial(key).appending("checkpoint.h5") }

  func lock(_ key: StageKey) -> FilePath { locks.appending(key.hex) }

  /// Files of a folder with one level of two-digit folders whose name is a digest, a dot and an
  /// extension; and everything else in there.
  func shardedFiles(
    of folder: FilePath, shard only: String? = nil
  ) throws(FileError) -> (files: [ShardedFile], strays: [FilePath]) {
    var files: [ShardedFile] = []
    var strays: [FilePath] = []
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
  let path: FilePath
}

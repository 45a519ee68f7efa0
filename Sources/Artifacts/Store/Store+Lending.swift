import SystemPackage

/// An object's file in the hands of another program, which must not change it.
public struct LentFile: Sendable {
  public let kind: Artifact.Kind
  /// The absolute path, without links.
  public let path: FilePath

  let fingerprint: FileSystem.Fingerprint
}

extension Store {
  /// Hands out an object's file after its content has been compared with its digest.
  ///
  /// - Throws: as `load(_:kind:)` does.
  public func lend(_ output: Receipt.Output) throws -> LentFile {
    let path = layout.object(output.digest, output.kind)
    guard FileSystem.size(of: path) != nil else {
      throw StoreError.missingObject(digest: output.digest, kind: output.kind)
    }
    if case .damaged(let reason) = try inspect(path, output.digest, output.kind) {
      throw StoreError.corruptObject(
        digest: output.digest, kind: output.kind, reason: reason, quarantined: quarantine(path))
    }
    return LentFile(
      kind: output.kind, path: try FileSystem.absolute(path).filePath,
      fingerprint: try FileSystem.fingerprint(of: path))
  }

  /// Whether a file is what it was when it was lent. One that is not goes to quarantine, so that its
  /// stage runs again.
  ///
  /// - Throws: `FileError`.
  public func takeBack(_ file: LentFile) throws -> Bool {
    let path = Path(file.path)
    do {
      if try FileSystem.fingerprint(of: path) == file.fingerprint { return true }
    } catch  where error.isMissing {
      return false
    }
    _ = quarantine(path)
    return false
  }

  /// Gives `body` an empty folder, by its absolute path, and removes it afterwards with all that is in
  /// it. The folder of a killed process is swept when the store is opened next.
  ///
  /// - Throws: `StoreError.notWritable`, `FileError`, and what `body` throws.
  public func withScratchFolder<Result>(_ body: (FilePath) throws -> Result) throws -> Result {
    let folder = try writing {
      let path = try workspace().path(fileExtension: "scratch")
      try FileSystem.createScratchDirectory(path)
      return path
    }
    defer { try? FileSystem.removeTree(folder) }
    return try body(FileSystem.absolute(folder).filePath)
  }
}

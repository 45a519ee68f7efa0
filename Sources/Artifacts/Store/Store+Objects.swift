import HDF5
import Ink
import SystemPackage

/// An object's file.
public struct StoredObject: Equatable, Sendable {
  public let digest: Digest
  public let kind: Artifact.Kind
  /// Size of the file.
  public let byteCount: Int
  /// Where the file lies; it must not be changed.
  public var path: FilePath { location.filePath }

  let location: Path
}

extension Store {
  /// Whether an output's file is there with the recorded size: cheap, for planning. What is read is
  /// checked in full.
  public func contains(_ output: Receipt.Output) -> Bool {
    FileSystem.size(of: layout.object(output.digest, output.kind)) == output.byteCount
  }

  /// Path of an object's file, which must not be changed; it need not exist.
  public func path(of digest: Digest, kind: Artifact.Kind) -> FilePath {
    layout.object(digest, kind).filePath
  }

  /// All objects in the order of their digests.
  ///
  /// - Throws: `FileError`.
  public func objects() throws -> [StoredObject] {
    try layout.shardedFiles(of: layout.objects).files.compactMap { file in
      guard let kind = Artifact.Kind(fileExtension: file.fileExtension),
        let size = FileSystem.size(of: file.path)
      else { return nil }
      return StoredObject(digest: file.digest, kind: kind, byteCount: size, location: file.path)
    }
  }

  /// Loads an output of a receipt; see `load(_:kind:)`.
  public func load(_ output: Receipt.Output) throws -> Artifact {
    try load(output.digest, kind: output.kind)
  }

  /// Loads an object, from memory if it was used lately, else from its file, whose content must
  /// have the digest.
  ///
  /// - Throws: `StoreError.missingObject`; `.corruptObject` after moving the file to quarantine, so
  ///   that the stage can run again; `FileError` when the file cannot be read at all.
  public func load(_ digest: Digest, kind: Artifact.Kind) throws -> Artifact {
    if let artifact = cached(digest, kind) { return artifact }
    // Stages that start together often need the same data: it is read once, and kept once.
    return try loading.exclusively(digest) {
      if let artifact = cached(digest, kind) { return artifact }
      let artifact = try read(digest, kind)
      cache.withLock { $0.insert(artifact, digest) }
      return artifact
    }
  }

  private func cached(_ digest: Digest, _ kind: Artifact.Kind) -> Artifact? {
    let artifact = cache.withLock { $0.find(digest) }
    return artifact?.kind == kind ? artifact : nil
  }

  private func read(_ digest: Digest, _ kind: Artifact.Kind) throws -> Artifact {
    let path = layout.object(digest, kind)
    guard FileSystem.size(of: path) != nil else {
      throw StoreError.missingObject(digest: digest, kind: kind)
    }
    switch try inspect(path, digest, kind) {
    case .sound(let artifact):
      return artifact
    case .damaged(let reason):
      throw StoreError.corruptObject(
        digest: digest, kind: kind, reason: reason, quarantined: quarantine(path))
    }
  }

  enum Inspection {
    case sound(Artifact)
    case damaged(reason: String)
  }

  /// Reads a file and compares its content with a digest.
  ///
  /// - Throws: `FileError` for a file that cannot be read for reasons of permission or of the
  ///   machine, which is no damage.
  func inspect(_ path: Path, _ digest: Digest, _ kind: Artifact.Kind) throws -> Inspection {
    do {
      let artifact = try Artifact(reading: kind, from: path)
      let found = try artifact.digest()
      guard found == digest else {
        return .damaged(reason: "its content has digest \(found.short)")
      }
      return .sound(artifact)
    } catch let error as HDF5Error {
      if error.reason == .inaccessible, let code = error.systemError {
        throw FileError("read", path, Errno(rawValue: code))
      }
      return .damaged(reason: error.description)
    } catch let error as InkError {
      return .damaged(reason: error.description)
    } catch let error as JSONError {
      return .damaged(reason: error.description)
    } catch let error as FileError where error.code == .ioError {
      return .damaged(reason: error.description)
    }
  }
}

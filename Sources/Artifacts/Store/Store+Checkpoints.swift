import HDF5
import SystemPackage

extension Store {
  /// Attribute of a checkpoint's file that holds the digest of the rest.
  private static let checkpointDigest = "checkpoint.digest"

  /// Keeps the state of a stage in progress, replacing an earlier one: after a crash either the
  /// old or the new is there.
  ///
  /// - Throws: `StoreError.notWritable`, `.unencodable`; `FileError`.
  public func saveCheckpoint(_ key: StageKey, _ state: TensorBundle) throws {
    try writing {
      try requireSpace(for: .tensors(state))
      var sealed = state
      sealed.setAttribute(Self.checkpointDigest, .string(state.digest().hex))
      let temporary = try workspace().path(fileExtension: "h5")
      defer { try? FileSystem.remove(temporary) }
      try encoding("checkpoint") { try sealed.write(to: temporary) }
      try FileSystem.synchronize(file: temporary)
      Failpoint.checkpointWritten.pass()
      try FileSystem.createDirectory(layout.partial(key))
      try FileSystem.rename(temporary, to: layout.checkpoint(key))
      try FileSystem.synchronize(directory: layout.partial(key))
      Failpoint.checkpointCommitted.pass()
    }
  }

  /// The state kept last; nil when there is none. One that cannot be read is removed and leaves a
  /// warning.
  ///
  /// - Throws: `FileError` when the file cannot be read for reasons of permission.
  public func loadCheckpoint(_ key: StageKey) throws -> TensorBundle? {
    let path = layout.checkpoint(key)
    guard FileSystem.size(of: path) != nil else { return nil }
    let reason: String
    do {
      var state = try TensorBundle(readingFrom: path)
      let recorded = state.attributes[Self.checkpointDigest]
      state.setAttribute(Self.checkpointDigest, nil)
      if recorded == .string(state.digest().hex) { return state }
      reason = "its content is not what was written"
    } catch {
      if error.reason == .inaccessible, let code = error.systemError {
        throw FileError("read", path, Errno(rawValue: code))
      }
      reason = error.description
    }
    warn(.corruptCheckpoint(key: key, reason: reason))
    if !isReadOnly { try removePartial(key) }
    return nil
  }

  /// Removes the checkpoints of a stage.
  ///
  /// - Throws: `StoreError.notWritable`, `FileError`.
  public func removePartial(_ key: StageKey) throws {
    try writing { try FileSystem.removeTree(layout.partial(key)) }
  }

  /// Keys that have checkpoints, in order.
  ///
  /// - Throws: `FileError`.
  public func partialKeys() throws -> [StageKey] {
    try FileSystem.list(layout.partial).compactMap { StageKey(hex: $0) }
  }
}

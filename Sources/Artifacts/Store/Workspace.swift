import Synchronization
import SystemPackage

/// What one process has in a store while it lives: files being written, in a folder under `tmp/`, and
/// a lock that tells others it is alive and which results it uses.
///
/// The lock `tmp/<id>.lock` is taken before the folder `tmp/<id>` is made and dropped after it is
/// removed. Whoever can take the lock of another knows that its process is dead. The lock's file
/// lists the keys of the results in use, one a line: no garbage collection removes those.
final class Workspace: Sendable {
  private struct State: ~Copyable {
    let lock: FileLock
    var hasFolder = false
    var usedKeys: Set<StageKey> = []
  }

  private let folder: Path
  private let lockPath: Path
  private let state: Mutex<State>
  private let counter = Atomic<Int>(0)

  /// - Throws: `FileError`.
  init(in temporary: Path) throws(FileError) {
    while true {
      let id = Self.makeID()
      let path = temporary.appending("\(id).lock")
      guard let lock = try FileLock.tryAcquire(path) else { continue }
      folder = temporary.appending(id)
      lockPath = path
      state = Mutex(State(lock: lock))
      return
    }
  }

  deinit {
    try? FileSystem.removeTree(folder)
    try? FileSystem.remove(lockPath)
  }

  /// A new name in the folder, which is made at the first call.
  ///
  /// - Throws: `FileError`.
  func path(fileExtension: String) throws -> Path {
    try state.withLock { state in
      if !state.hasFolder { try FileSystem.createScratchDirectory(folder) }
      state.hasFolder = true
    }
    let number = counter.add(1, ordering: .relaxed).newValue
    return folder.appending("\(number).\(fileExtension)")
  }

  /// Notes for others that this process uses the results of some keys. The caller shares the store's
  /// usage lock.
  ///
  /// - Throws: `FileError`.
  func use(_ keys: [StageKey]) throws {
    try state.withLock { state in
      let new = keys.filter { !state.usedKeys.contains($0) }
      guard !new.isEmpty else { return }
      // Each key begins a line of its own, even behind one that a full disk has cut off.
      try state.lock.append(Array(new.map { "\n\($0.hex)\n" }.joined().utf8))
      state.usedKeys.formUnion(new)
    }
  }

  /// The keys that living processes use, in no order. The caller keeps others from noting more.
  ///
  /// - Throws: `FileError`.
  static func keysInUse(_ temporary: Path) throws(FileError) -> Set<StageKey> {
    var keys: Set<StageKey> = []
    for name in try FileSystem.list(temporary) where isLock(name) {
      let path = temporary.appending(name)
      guard !FileLock.isFree(path), let bytes = try FileSystem.readIfPresent(path) else { continue }
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        if let key = StageKey(hex: String(decoding: line, as: UTF8.self)) { keys.insert(key) }
      }
    }
    return keys
  }

  private static let prefix = "process-"

  /// `process-` and sixteen hexadecimal digits.
  private static func makeID() -> String {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    return prefix + String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  private static func isID(_ name: some StringProtocol) -> Bool {
    name.hasPrefix(prefix) && name.dropFirst(prefix.count).count == 16
      && name.dropFirst(prefix.count).allSatisfy(\.isHexDigit)
  }

  private static func isLock(_ name: String) -> Bool {
    name.hasSuffix(".lock") && isID(name.dropLast(5))
  }

  /// Removes what dead processes have left, and nothing else that may lie there.
  ///
  /// - Throws: `FileError`.
  static func sweep(_ temporary: Path) throws(FileError) {
    for name in try FileSystem.list(temporary) {
      let path = temporary.appending(name)
      if isLock(name) {
        guard let lock = try? FileLock.tryAcquire(path, mode: .lockingExisting) else { continue }
        try FileSystem.removeTree(temporary.appending(String(name.dropLast(5))))
        try lock.releaseRemoving()
      } else if isID(name), FileSystem.status(of: temporary.appending("\(name).lock")) == nil {
        try FileSystem.removeTree(path)
      }
    }
  }
}

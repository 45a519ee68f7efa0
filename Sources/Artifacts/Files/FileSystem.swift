import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The few things that are done with files, with errors that name them.
public enum FileSystem {
  /// All bytes of a file.
  ///
  /// - Throws: `FileError`.
  static func read(_ path: Path) throws(FileError) -> [UInt8] {
    try OpenFile(path, .readOnly, operation: "read").readAll()
  }

  /// Size and SHA-256 of a file's bytes.
  struct Fingerprint: Equatable {
    let byteCount: Int
    let digest: Digest
  }

  /// Reads a file piece by piece, in little memory.
  ///
  /// - Throws: `FileError`.
  static func fingerprint(of path: Path) throws(FileError) -> Fingerprint {
    let file = try OpenFile(path, .readOnly, operation: "read")
    var hasher = ContentHasher()
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    var byteCount = 0
    while true {
      let count = try file.read(into: &piece)
      guard count > 0 else { break }
      byteCount += count
      piece.withUnsafeBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    return Fingerprint(byteCount: byteCount, digest: hasher.finalize())
  }

  /// All bytes of a file, or nil when there is none.
  ///
  /// - Throws: `FileError`.
  static func readIfPresent(_ path: Path) throws(FileError) -> [UInt8]? {
    do {
      return try read(path)
    } catch  where error.isMissing {
      return nil
    }
  }

  /// Makes or replaces a file with some bytes; neither atomic nor synchronised.
  ///
  /// - Throws: `FileError`.
  static func write(_ bytes: [UInt8], to path: Path) throws(FileError) {
    let file = try OpenFile(path, .writing, operation: "write")
    try file.write(bytes)
    try file.close()
  }

  /// Bytes of a regular file; nil when there is none.
  static func size(of path: Path) -> Int? {
    guard let status = status(of: path), status.isRegular else { return nil }
    return status.size
  }

  /// Whether there is a folder, or a link to one.
  static func isDirectory(_ path: Path) -> Bool {
    var status = stat()
    guard path.string.withCString({ stat($0, &status) }) == 0 else { return false }
    return FileStatus(status).isDirectory
  }

  /// Makes a folder and those above it; does nothing when it is there. Each new folder's entry is
  /// synchronised with the disk.
  ///
  /// - Throws: `FileError`.
  static func createDirectory(_ path: Path) throws(FileError) {
    let made = path.string.withCString { mkdir($0, 0o777) }
    if made == 0 {
      try synchronize(directory: path.parent)
      return
    }
    let code = Errno.current
    if code == .fileExists, isDirectory(path) { return }
    let above = path.parent
    guard code == .noSuchFileOrDirectory, above != path else {
      throw FileError("create the folder", path, code)
    }
    try createDirectory(above)
    let second = path.string.withCString { mkdir($0, 0o777) }
    let secondCode = Errno.current
    guard second == 0 || secondCode == .fileExists else {
      throw FileError("create the folder", path, secondCode)
    }
    try synchronize(directory: above)
  }

  /// Names in a folder in the order of their UTF-8 bytes, without `.` and `..`; empty when there is
  /// no such folder.
  ///
  /// - Throws: `FileError`.
  static func list(_ path: Path) throws(FileError) -> [String] {
    guard let stream = path.string.withCString({ opendir($0) }) else {
      let code = Errno.current
      if code == .noSuchFileOrDirectory { return [] }
      throw FileError("list", path, code)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      Errno.current = Errno(rawValue: 0)
      guard let entry = readdir(stream) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(
          to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)
        ) {
          String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    let code = Errno.current
    guard code.rawValue == 0 else { throw FileError("list", path, code) }
    return names.sorted { $0.precedesInBytes($1) }
  }

  /// Removes a file; does nothing when there is none.
  ///
  /// - Throws: `FileError`.
  static func remove(_ path: Path) throws(FileError) {
    guard path.string.withCString({ unlink($0) }) != 0 else { return }
    let code = Errno.current
    guard code == .noSuchFileOrDirectory else { throw FileError("remove", path, code) }
  }

  /// Removes a file or a folder with everything in it; links are removed, not followed.
  ///
  /// - Throws: `FileError`.
  static func removeTree(_ path: Path) throws(FileError) {
    guard status(of: path)?.isDirectory == true else { return try remove(path) }
    for name in try list(path) { try removeTree(path.appending(name)) }
    guard path.string.withCString({ rmdir($0) }) != 0 else { return }
    let code = Errno.current
    guard code == .noSuchFileOrDirectory else { throw FileError("remove", path, code) }
  }

  /// Renames, replacing what is there; not synchronised.
  ///
  /// - Throws: `FileError`.
  static func rename(_ old: Path, to new: Path) throws(FileError) {
    let status = old.string.withCString { from in
      new.string.withCString { to in systemRename(from, to) }
    }
    let code = Errno.current
    guard status == 0 else { throw FileError("rename to \(new)", old, code) }
  }

  /// Waits until the entries of a folder are on the disk.
  ///
  /// - Throws: `FileError`.
  static func synchronize(directory path: Path) throws(FileError) {
    try OpenFile(path, .readOnly, operation: "synchronise").synchronize()
  }

  /// Waits until a file's bytes are on the disk.
  ///
  /// - Throws: `FileError`.
  static func synchronize(file path: Path) throws(FileError) {
    try OpenFile(path, .readOnly, operation: "synchronise").synchronize()
  }

  /// Sets the time of a file's last change to now.
  ///
  /// - Throws: `FileError`.
  static func touch(_ path: Path) throws(FileError) {
    guard path.string.withCString({ utimensat(AT_FDCWD, $0, nil, 0) }) == 0 else {
      throw FileError("change the time of", path, .current)
    }
  }

  /// Takes away all permission to write.
  ///
  /// - Throws: `FileError`.
  static func makeReadOnly(_ path: Path) throws(FileError) {
    let mode = (status(of: path)?.mode ?? 0o444) & 0o444
    let result = path.string.withCString { chmod($0, mode) }
    let code = Errno.current
    guard result == 0 else { throw FileError("make read-only", path, code) }
  }

  /// Bytes that may still be written on the file system of a path; nil when unknown.
  static func freeBytes(at path: Path) -> Int? {
    var status = statvfs()
    guard path.string.withCString({ statvfs($0, &status) }) == 0 else { return nil }
    let (bytes, overflow) = Int(clamping: status.f_bavail).multipliedReportingOverflow(
      by: Int(clamping: status.f_frsize))
    return overflow ? nil : bytes
  }

  /// Whether the process may make files in a folder.
  ///
  /// - Throws: `FileError` that says why not.
  static func requireWritable(_ path: Path) throws(FileError) {
    let result = path.string.withCString { faccessat(AT_FDCWD, $0, W_OK | X_OK, AT_EACCESS) }
    let code = Errno.current
    guard result == 0 else { throw FileError("write to", path, code) }
  }

  /// What the file system says of a file; of a link itself, not of what it leads to.
  static func status(of path: Path) -> FileStatus? {
    var status = stat()
    guard path.string.withCString({ lstat($0, &status) }) == 0 else { return nil }
    return FileStatus(status)
  }
}

/// The C function, whose name is taken inside of `FileSystem`.
private func systemRename(
  _ old: UnsafePointer<CChar>, _ new: UnsafePointer<CChar>
) -> Int32 {
  rename(old, new)
}

extension FileError {
  var isMissing: Bool { code == .noSuchFileOrDirectory }
}

extension Errno {
  /// The calling thread's `errno`.
  static var current: Errno {
    get { Errno(rawValue: errno) }
    set { errno = newValue.rawValue }
  }
}

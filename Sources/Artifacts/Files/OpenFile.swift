import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open file, closed when it goes out of scope and not inherited by other programs.
struct OpenFile: ~Copyable {
  enum Mode {
    case readOnly
    /// Made or emptied.
    case writing
    /// Made when missing; what is written goes to the end.
    case appending
    /// Made when missing, else left as it is.
    case locking
    /// Left as it is; fails when missing.
    case lockingExisting
  }

  private let descriptor: Int32
  private let path: Path
  private let operation: String

  init(_ path: Path, _ mode: Mode, operation: String) throws(FileError) {
    let flags =
      switch mode {
      case .readOnly: O_RDONLY
      case .writing: O_WRONLY | O_CREAT | O_TRUNC
      case .appending: O_WRONLY | O_CREAT | O_APPEND
      case .locking: O_RDWR | O_CREAT
      case .lockingExisting: O_RDWR
      }
    descriptor = path.string.withCString { name in
      var descriptor: Int32
      repeat {
        descriptor = open(name, flags | O_CLOEXEC, 0o666)
      } while descriptor < 0
        && errno == EINTR
      return descriptor
    }
    self.path = path
    self.operation = operation
    guard descriptor >= 0 else { throw FileError(operation, path, .current) }
  }

  /// The standard input or output of the process, whose own descriptor stays open.
  private init(standard stream: Int32, _ name: String, operation: String) throws(FileError) {
    descriptor = systemDuplicate(stream)
    path = Path(name)
    self.operation = operation
    guard descriptor >= 0 else { throw FileError(operation, path, .current) }
  }

  static func standardInput() throws(FileError) -> OpenFile {
    try OpenFile(standard: STDIN_FILENO, "the standard input", operation: "read")
  }

  static func standardOutput() throws(FileError) -> OpenFile {
    try OpenFile(standard: STDOUT_FILENO, "the standard output", operation: "write")
  }

  deinit {
    if descriptor >= 0 { _ = systemClose(descriptor) }
  }

  /// Closes and reports what the file system had put off.
  consuming func close() throws(FileError) {
    let copy = systemDuplicate(descriptor)
    guard copy >= 0, systemClose(copy) == 0 else { throw failure() }
  }

  func status() throws(FileError) -> FileStatus {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure() }
    return FileStatus(status)
  }

  /// Fills the front of an array and returns how far; 0 at the end of the file.
  func read(into buffer: inout [UInt8]) throws(FileError) -> Int {
    while true {
      let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0) }
      if count >= 0 { return count }
      guard errno == EINTR else { throw failure() }
    }
  }

  /// All bytes from the start on.
  func readAll() throws(FileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: try status().size)
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        systemRead(descriptor, UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      }
      if count > 0 {
        filled += count
      } else if count == 0 {
        bytes.removeLast(bytes.count - filled)
      } else if errno != EINTR {
        throw failure()
      }
    }
    return bytes
  }

  func write(_ bytes: [UInt8]) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: buffer[written...]))
      }
      if count >= 0 {
        written += count
      } else if errno != EINTR {
        throw failure()
      }
    }
  }

  func truncate() throws(FileError) {
    guard ftruncate(descriptor, 0) == 0 else { throw failure() }
  }

  func synchronize() throws(FileError) {
    // Some file systems cannot synchronise a folder and say EINVAL; there is nothing more to do.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure() }
  }

  /// Takes the exclusive lock if no other open file holds it.
  func tryLock() throws(FileError) -> Bool {
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return false }
      guard errno == EINTR else { throw failure() }
    }
    return true
  }

  /// Waits for the exclusive lock, or for the one that any number of files may share.
  func lock(shared: Bool = false) throws(FileError) {
    while flock(descriptor, shared ? LOCK_SH : LOCK_EX) != 0 {
      guard errno == EINTR else { throw failure() }
    }
  }

  func unlock() { flock(descriptor, LOCK_UN) }

  private func failure() -> FileError { FileError(operation, path, .current) }
}

private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }

private func systemDuplicate(_ descriptor: Int32) -> Int32 { dup(descriptor) }

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
  write(descriptor, buffer.baseAddress, buffer.count)
}

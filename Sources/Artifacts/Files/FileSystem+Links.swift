import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension FileSystem {
  /// The absolute path of what is there, with all links followed.
  ///
  /// - Throws: `FileError`.
  static func absolute(_ path: Path) throws(FileError) -> Path {
    guard let resolved = path.string.withCString({ realpath($0, nil) }) else {
      throw FileError("find", path, .current)
    }
    defer { free(resolved) }
    return Path(String(cString: resolved))
  }

  /// Makes those of some folders that are not there; their entries are synchronised together.
  ///
  /// - Throws: `FileError`.
  static func createDirectories(_ names: [String], in folder: Path) throws(FileError) {
    for name in names {
      let path = folder.appending(name)
      let made = path.string.withCString { mkdir($0, 0o777) }
      let code = Errno.current
      guard made == 0 || code == .fileExists else {
        throw FileError("create the folder", path, code)
      }
    }
    try synchronize(directory: folder)
  }

  /// Makes a folder that need not outlive the process: its entry is not synchronised.
  ///
  /// - Throws: `FileError`.
  static func createScratchDirectory(_ path: Path) throws(FileError) {
    let made = path.string.withCString { mkdir($0, 0o777) }
    guard made == 0 else { throw FileError("create the folder", path, .current) }
  }

  /// Makes a folder, and those above it, that need not outlive the process.
  ///
  /// - Throws: `FileError`.
  public static func createScratchDirectory(_ path: FilePath) throws(FileError) {
    let path = Path(path)
    if isDirectory(path) { return }
    if !isDirectory(path.parent) { try createScratchDirectory(path.parent.filePath) }
    try createScratchDirectory(path)
  }

  /// Makes a symbolic link.
  ///
  /// - Throws: `FileError`.
  public static func createLink(at path: FilePath, to target: FilePath) throws(FileError) {
    let made = target.string.withCString { target in
      path.string.withCString { symlink(target, $0) }
    }
    guard made == 0 else { throw FileError("create the link", Path(path), .current) }
  }

  /// Lets everyone read and execute a file.
  ///
  /// - Throws: `FileError`.
  public static func makeExecutable(_ path: FilePath) throws(FileError) {
    let result = path.string.withCString { chmod($0, 0o755) }
    guard result == 0 else { throw FileError("make executable", Path(path), .current) }
  }

  /// The program of a name in the first folder of a search path, parted by colons, that has it.
  public static func program(_ name: String, in searchPath: String) -> FilePath? {
    for folder in searchPath.split(separator: ":") {
      let candidate = FilePath(String(folder)).appending(name)
      if isExecutable(candidate) { return candidate }
    }
    return nil
  }

  /// Whether a path names a regular file that the process may execute.
  public static func isExecutable(_ path: FilePath) -> Bool {
    var status = stat()
    return path.string.withCString { name in
      stat(name, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(name, X_OK) == 0
    }
  }
}

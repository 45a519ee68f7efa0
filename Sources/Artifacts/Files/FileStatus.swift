#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the file system says of a file.
struct FileStatus {
  let size: Int
  let mode: mode_t
  private let device: dev_t
  private let inode: ino_t

  init(_ status: stat) {
    size = Int(status.st_size)
    mode = status.st_mode
    device = status.st_dev
    inode = status.st_ino
  }

  var isRegular: Bool { mode & S_IFMT == S_IFREG }
  var isDirectory: Bool { mode & S_IFMT == S_IFDIR }

  /// Two names or descriptors of one file.
  func isSameFile(as other: FileStatus) -> Bool {
    device == other.device && inode == other.inode
  }
}

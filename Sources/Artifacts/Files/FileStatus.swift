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
  /// What the file takes on the disk, which is more or less than its size.
  let allocatedBytes: Int
  let modified: Timestamp
  private let device: dev_t
  private let inode: ino_t

  init(_ status: stat) {
    size = Int(status.st_size)
    mode = status.st_mode
    // POSIX leaves the unit to the system; Linux and Darwin count in 512 bytes.
    allocatedBytes = Int(status.st_blocks) * 512
    #if canImport(Darwin)
      modified = Timestamp(status.st_mtimespec)
    #else
      modified = Timestamp(status.st_mtim)
    #endif
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

import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The memory that this process may use.
public enum PhysicalMemory {
  /// Bytes of the machine, or of the container if that has less; nil where the system does not tell.
  public static var bytes: Int64? {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let pageSize = sysconf(Int32(_SC_PAGESIZE))
    guard pages > 0, pageSize > 0 else { return nil }
    let machine = Int64(pages) * Int64(pageSize)
    return min(machine, container ?? machine)
  }

  private static var container: Int64? {
    let text = SystemFile.text("/sys/fs/cgroup/memory.max")
    return text.flatMap { Int64($0.filter { !$0.isWhitespace }) }
  }
}

/// A small file that the kernel makes up when it is read.
enum SystemFile {
  /// The first 4096 bytes; nil if it cannot be read.
  static func text(_ path: FilePath) -> String? {
    guard let file = try? FileDescriptor.open(path, .readOnly) else { return nil }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = try? file.closeAfter {
      try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
    }
    return count.map { String(decoding: buffer.prefix($0), as: UTF8.self) }
  }
}

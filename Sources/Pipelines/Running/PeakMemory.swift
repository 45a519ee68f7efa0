#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The most memory that this process has held so far, for the receipts.
enum PeakMemory {
  static var bytes: Int64? {
    var usage = rusage()
    guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return nil }
    // Linux counts in units of 1024 bytes.
    return Int64(usage.ru_maxrss) * 1024
  }
}

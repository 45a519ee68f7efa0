import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The process groups of the programs that run now, for a signal handler that has to end them: it may
/// touch nothing but lock-free atomics.
public enum RunningGroups {
  /// 0 where there is none. Of more programs at once the rest is not known here.
  private static let groups = InlineArray<256, Atomic<Int32>> { _ in Atomic(0) }

  /// Makes the list, which a signal handler must not be the first to do.
  public static func prepare() { _ = groups[0].load(ordering: .relaxed) }

  /// Kills every group; safe in a signal handler after ``prepare()``.
  public static func killAll() {
    for place in groups.indices {
      let group = groups[place].load(ordering: .relaxed)
      if group > 0 { kill(-group, SIGKILL) }
    }
  }

  static func add(_ group: Int32) {
    for place in groups.indices
    where groups[place].compareExchange(expected: 0, desired: group, ordering: .relaxed).exchanged {
      return
    }
  }

  static func remove(_ group: Int32) {
    for place in groups.indices
    where groups[place].compareExchange(expected: group, desired: 0, ordering: .relaxed).exchanged {
      return
    }
  }
}

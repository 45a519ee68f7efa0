import Synchronization

/// Lets one thread at a time do something about a digest; others may do it about other digests.
final class DigestGates: Sendable {
  private final class Gate: Sendable {
    let isOpen = Mutex(())
  }

  private let gates = Mutex<[Digest: (gate: Gate, users: Int)]>([:])

  /// Runs `body` while no other thread runs one for the same digest.
  func exclusively<Result: Sendable>(
    _ digest: Digest, _ body: () throws -> Result
  ) rethrows -> Result {
    let gate = gates.withLock { gates in
      let entry = gates[digest] ?? (Gate(), 0)
      gates[digest] = (entry.gate, entry.users + 1)
      return entry.gate
    }
    defer {
      gates.withLock { gates in
        guard let entry = gates[digest] else { return }
        gates[digest] = entry.users > 1 ? (entry.gate, entry.users - 1) : nil
      }
    }
    return try gate.isOpen.withLock { _ in try body() }
  }
}

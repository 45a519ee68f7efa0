/// The artifacts used last, up to a number of bytes.
struct ArtifactCache: Sendable {
  private struct Entry: Sendable {
    let artifact: Artifact
    let byteCount: Int
    var lastUse: UInt64
  }

  let capacity: Int
  private var entries: [Digest: Entry] = [:]
  private var byteCount = 0
  private var clock: UInt64 = 0

  init(capacity: Int) { self.capacity = capacity }

  mutating func find(_ digest: Digest) -> Artifact? {
    clock += 1
    entries[digest]?.lastUse = clock
    return entries[digest]?.artifact
  }

  /// Adds an artifact and drops those that were not used for longest; one that is larger than the
  /// capacity is not kept.
  mutating func insert(_ artifact: Artifact, _ digest: Digest) {
    let size = artifact.byteCount
    remove(digest)
    guard size <= capacity else { return }
    clock += 1
    entries[digest] = Entry(artifact: artifact, byteCount: size, lastUse: clock)
    byteCount += size
    while byteCount > capacity,
      let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })
    {
      remove(oldest.key)
    }
  }

  mutating func remove(_ digest: Digest) {
    if let entry = entries.removeValue(forKey: digest) { byteCount -= entry.byteCount }
  }
}

import SystemPackage
import Testing

@testable import Artifacts

#if canImport(Glibc)
  import Glibc

  @Suite("A process killed in the middle of a commit leaves nothing half-done")
  struct CrashTests {
    private func commitCrashing(at label: String, in folder: String) async {
      await #expect(processExitsWith: .signal(SIGKILL)) { [folder, label] in
        setenv("PIPE_FAILPOINT", label, 1)
        let store = try Store(at: FilePath(folder).appending("store"))
        let lock = try store.lock(try Sample.key())
        try store.saveCheckpoint(lock.key, Sample.bundle(scale: 5))
        try Sample.commit(to: store)
      }
    }

    @Test("at every point: no receipt or a whole one, and the next run finishes")
    func everyPoint() async throws {
      let undisturbed = try Scratch()
      let expected = try Sample.commit(to: try undisturbed.store())
      let points =
        Failpoint.allCases.filter { $0 != .receiptsCollected && $0 != .objectCollected }
        .map { (failpoint: $0, label: $0.rawValue) } + [
          (.objectWritten, "object-written:2"), (.objectRenamed, "object-renamed:2"),
        ]
      for (failpoint, label) in points {
        let scratch = try Scratch()
        await commitCrashing(at: label, in: scratch.path.string)
        let store = try scratch.store()
        #expect(try FileSystem.list(store.layout.temporary) == [], "tmp is swept")
        let key = try Sample.key()
        let receipt = try store.receipt(for: key)
        #expect((receipt != nil) == (failpoint == .receiptCommitted), "\(label)")
        #expect(try store.verify().isSound)
        if failpoint != .checkpointWritten {
          #expect(try store.loadCheckpoint(key) == Sample.bundle(scale: 5))
        }
        let lock = try #require(try store.tryLock(key), "the lock died with its process")
        let again = try Sample.commit(to: store)
        lock.release()
        #expect(again.outputs == expected.outputs)
        #expect(try store.objects().count == 3 && store.verify().isSound)
        #expect(try store.loadCheckpoint(key) == nil)
        #expect(store.takeWarnings() == [])
      }
    }
  }
#endif

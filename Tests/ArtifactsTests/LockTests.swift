import SystemPackage
import Testing

@testable import Artifacts

@Suite("One holder per key, and nothing to unlock")
struct LockTests {
  @Test("a second holder is kept out until the first lets go")
  func exclusion() throws {
    let scratch = try Scratch()
    let key = try Sample.key()
    let (one, other) = (try scratch.store(), try scratch.store())
    let lock = try #require(try one.tryLock(key))
    #expect(try other.tryLock(key) == nil && one.tryLock(key) == nil)
    #expect(try other.tryLock(try Sample.key(2)) != nil)
    lock.release()
    lock.release()
    #expect(try other.tryLock(key) != nil)
  }

  @Test("who waits is told of the holder, can give up, and gets the lock in the end")
  func waiting() throws {
    struct GaveUp: Error {}
    let scratch = try Scratch()
    let key = try Sample.key()
    let (one, other) = (try scratch.store(), try scratch.store())
    let held = try #require(try one.tryLock(key))
    #expect(throws: GaveUp.self) {
      try other.lock(key) { holder in
        #expect(holder.hasPrefix("process "))
        throw GaveUp()
      }
    }
    var calls = 0
    let lock = try other.lock(key) { _ in
      calls += 1
      if calls == 3 { held.release() }
    }
    #expect(calls == 3 && lock.key == key)
  }

  @Test("a lock file may be removed at any time: two holders never believe in two files")
  func removal() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let key = try Sample.key()
    let path = store.layout.lock(key)
    let lock = try #require(try store.tryLock(key))
    try FileSystem.remove(path)
    lock.release()
    #expect(try FileSystem.list(store.layout.locks) == [])
    try FileSystem.write(Array("process 1\n".utf8), to: path)
    #expect(try store.tryLock(key) != nil)
  }

  @Test(
    "the file of a lock that a killed process has left goes when a store is opened; one held stays")
  func leftBehind() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let held = try #require(try store.tryLock(try Sample.key(1)))
    defer { held.release() }
    try FileSystem.write(Array("process 1\n".utf8), to: store.layout.lock(try Sample.key(2)))
    _ = try scratch.store(readOnly: true)
    #expect(try FileSystem.list(store.layout.locks).count == 2)
    let other = try scratch.store()
    #expect(try FileSystem.list(store.layout.locks) == [try Sample.key(1).hex])
    #expect(try other.tryLock(try Sample.key(1)) == nil)
  }

  @Test("threads that fight for one key each get it once, one at a time")
  func contention() async throws {
    let scratch = try Scratch()
    let key = try Sample.key()
    let root = scratch.path.appending("store")
    let counter = scratch.path.appending("counter")
    try FileSystem.write([0], to: counter)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let store = try Store(at: root)
          for _ in 0..<25 {
            try store.withLock(key) {
              let value = try FileSystem.read(counter)[0]
              try FileSystem.write([value + 1], to: counter)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try FileSystem.read(counter) == [100])
    #expect(try FileSystem.list(root.appending("locks")) == [])
  }
}

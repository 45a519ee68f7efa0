import SystemPackage
import Testing

@testable import Artifacts

#if canImport(Glibc)
  import Glibc
#endif

@Suite("Files are whole or absent, and errors say what to do")
struct FileTests {
  @Test("an atomic write replaces the file, leaves nothing beside it, and survives leftovers")
  func atomic() throws {
    let scratch = try Scratch()
    let path = scratch.path.appending("page.html")
    try FileSystem.write(
      Array("left by a killed process".utf8), to: scratch.path.appending(".page.html.tmp"))
    try AtomicFile.write("first", to: path)
    try AtomicFile.write("2", to: path)
    #expect(try FileSystem.read(path) == Array("2".utf8))
    #expect(try FileSystem.list(scratch.path) == ["page.html"])
  }

  @Test("writers of one file at once leave one of their texts, whole")
  func concurrentWriters() async throws {
    let scratch = try Scratch()
    let path = scratch.path.appending("index.html")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          for _ in 0..<10 {
            try AtomicFile.write([UInt8](repeating: UInt8(writer), count: 10_000), to: path)
          }
        }
      }
      try await group.waitForAll()
    }
    let bytes = try FileSystem.read(path)
    #expect(bytes.count == 10_000 && Set(bytes).count == 1)
    #expect(try FileSystem.list(scratch.path) == ["index.html"])
  }

  @Test("a failed atomic write keeps the old file and names the new one")
  func atomicFailure() throws {
    let scratch = try Scratch()
    let folder = scratch.path.appending("folder")
    try FileSystem.createDirectory(folder)
    do {
      try AtomicFile.write("x", to: folder)
      Issue.record("a folder was replaced")
    } catch {
      #expect(error.description.contains("folder"))
    }
    #expect(try FileSystem.list(scratch.path) == ["folder"])
    #expect(throws: FileError.self) {
      try AtomicFile.write("x", to: scratch.path.appending("none").appending("x"))
    }
  }

  @Test("folders are made with those above them, listed in order and removed with their contents")
  func folders() throws {
    let scratch = try Scratch()
    let deep = scratch.path.appending("a/b/c")
    try FileSystem.createDirectory(deep)
    try FileSystem.createDirectory(deep)
    for name in ["z", "é", "A"] { try FileSystem.write([], to: deep.appending(name)) }
    #expect(try FileSystem.list(deep) == ["A", "z", "é"])
    #expect(try FileSystem.list(deep.appending("none")) == [])
    #expect(throws: FileError.self) { try FileSystem.createDirectory(deep.appending("z")) }
    #expect(throws: FileError.self) { try FileSystem.list(deep.appending("z")) }
    try FileSystem.removeTree(scratch.path.appending("a"))
    #expect(try FileSystem.list(scratch.path) == [])
    try FileSystem.removeTree(scratch.path.appending("a"))
    try FileSystem.remove(deep)
  }

  @Test("missing is nil or an error with the path")
  func missing() throws {
    let scratch = try Scratch()
    let path = scratch.path.appending("none")
    #expect(try FileSystem.readIfPresent(path) == nil)
    #expect(FileSystem.size(of: path) == nil && FileSystem.size(of: scratch.path) == nil)
    #expect(throws: FileError("read", path, .noSuchFileOrDirectory)) {
      try FileSystem.read(path)
    }
  }

  @Test("a full disk, a read-only one and a missing permission are worded for people")
  func words() {
    #expect(FileError("write", "/x", .noSpace).description.contains("the disk is full"))
    let reason = FileError("write to", "/s", .readOnlyFileSystem)
    let text = StoreError.notWritable(root: "/s", reason: reason).description
    #expect(text.contains("/s") && text.contains("read-only") && text.contains("--store"))
    #expect(FileError("write", "/x", .permissionDenied).isForbidden)
  }

  @Test("writing to a full device is reported as such")
  func full() throws {
    do {
      try FileSystem.write([UInt8](repeating: 0, count: 100_000), to: "/dev/full")
      Issue.record("/dev/full took it")
    } catch {
      #expect(error.isFull && error.path == "/dev/full")
    }
  }

  #if canImport(Glibc)
    @Test("a folder without permission to write gives one message that names it and --store")
    func readOnlyFolder() async throws {
      let scratch = try Scratch()
      try Sample.commit(to: try scratch.store())
      let folder = scratch.path.appending("store").string
      // Root may write everywhere: a process of its own gives that right up.
      await #expect(processExitsWith: .success) { [folder = folder as String] in
        let root = FilePath(folder)
        for name in ["", "objects", "receipts", "partial", "runs", "locks", "tmp", "quarantine"] {
          _ = root.appending(name).withPlatformString { chmod($0, 0o555) }
        }
        if geteuid() == 0 { try #require(seteuid(65_534) == 0) }
        do {
          _ = try Store(at: root)
          Issue.record("opened for writing")
        } catch StoreError.notWritable(let named, let reason) {
          #expect(named == root && reason.code == .permissionDenied)
        }
        let store = try Store(at: root, readOnly: true)
        let receipt = try #require(try store.receipt(for: try Sample.key()))
        for output in receipt.outputs.values { _ = try store.load(output) }
        #expect(throws: StoreError.self) { try Sample.commit(to: store, seed: 2) }
        #expect(throws: StoreError.self) { try store.tryLock(receipt.key) }
        #expect(throws: StoreError.self) { try store.saveCheckpoint(receipt.key, TensorBundle()) }
      }
    }
  #endif

  @Test("a read-only store that does not exist is an empty one and is not made")
  func readOnlyMissing() throws {
    let scratch = try Scratch()
    let store = try scratch.store(readOnly: true)
    #expect(try store.receipts() == [] && store.objects() == [] && store.runs() == [])
    #expect(try store.receipt(for: try Sample.key()) == nil)
    #expect(try store.verify() == VerifyReport())
    #expect(try FileSystem.list(scratch.path) == [])
  }

  @Test("leftovers of dead processes are swept, those of living ones are not")
  func sweep() throws {
    let scratch = try Scratch()
    let living = try scratch.store()
    let kept = try living.workspace().path(fileExtension: "h5")
    try FileSystem.write([1], to: kept)
    let temporary = living.layout.temporary
    let dead = "process-00000000deadbeef"
    try FileSystem.createDirectory(temporary.appending(dead))
    try FileSystem.write([1], to: temporary.appending(dead).appending("1.h5"))
    try FileSystem.write([], to: temporary.appending("\(dead).lock"))
    try FileSystem.createDirectory(temporary.appending("process-0000000000000001"))
    _ = try scratch.store()
    #expect(FileSystem.size(of: kept) == 1)
    #expect(try FileSystem.list(temporary).count == 2)
  }

  @Test(
    "times are written in UTC by the Gregorian calendar",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (951_782_399_999, "2000-02-28T23:59:59.999Z"),
      (951_782_400_000, "2000-02-29T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (1_709_251_199_000, "2024-02-29T23:59:59.000Z"),
      (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
    ] as [(Int64, String)])
  func timestamps(milliseconds: Int64, text: String) {
    // Expected texts from Python: datetime.fromtimestamp(ms / 1000, timezone.utc).
    #expect(Timestamp(milliseconds: milliseconds).description == text)
  }
}

import Artifacts
import Foundation
import SystemPackage
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Whether this process may mount file systems, in a name space of its own.
private let mayMount: Bool = {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["unshare", "-m", "sh", "-c", "mount -t tmpfs none /mnt"]
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return false }
  process.waitUntilExit()
  return process.terminationStatus == 0
}()

@Suite("Hard circumstances end in a clear error or a correct run")
struct StoreCircumstanceTests {
  private let pipeline = "pipelines/sample.json"

  /// The outputs of every stage, as `pipe run --json` tells them.
  private func outputs(_ outcome: CommandLineTool.Outcome) throws -> NSArray {
    let stages = try outcome.json()["stages"] as? [[String: Any]] ?? []
    return NSArray(array: stages.map { $0["outputs"] ?? "" })
  }

  @Test(
    "a full disk: 74 and what to do, at whatever point; with room again the run goes on",
    .enabled(if: mayMount, "mounting a small disk needs the right to do so"))
  func fullDisk() throws {
    try withProject { tool in
      let expected = try outputs(tool.run("run", pipeline, "--json", "--store", "roomy"))
      // From a disk that holds nothing to one that holds almost all.
      for size in ["4k", "64k", "300k", "900k", "1500k", "2500k", "3200k"] {
        let outcome = try tool.shell(
          """
          mkdir -p small; export PIPE="$PIPE"
          unshare -m sh -c '
            mount -t tmpfs -o size=\(size) none small
            "$PIPE" run \(pipeline) --store small/store --quiet >/dev/null 2>first; echo $? >code
            mount -o remount,size=64m small
            "$PIPE" cache verify --store small/store >verified 2>&1 || [ ! -e small/store ]
            "$PIPE" run \(pipeline) --store small/store --json'
          """)
        let message = try tool.read("first")
        #expect(outcome.exitCode == 0, "\(size): \(outcome.errors)\(message)")
        #expect(try outputs(outcome) == expected, "\(size)")
        #expect(try tool.read("code") == "74\n", "\(size): \(message)")
        #expect(message.contains("the disk is full; make room"), "\(size): \(message)")
      }
    }
  }

  @Test(
    "a read-only disk: looking works, running says 74 and names the store",
    .enabled(if: mayMount, "mounting a disk read-only needs the right to do so"))
  func readOnlyDisk() throws {
    try withProject { tool in
      try tool.run("run", pipeline)
      let outcome = try tool.shell(
        """
        export PIPE="$PIPE"
        unshare -m sh -c '
          mount --bind artifacts/store artifacts/store
          mount -o remount,bind,ro artifacts/store
          set -e
          "$PIPE" status \(pipeline) --exit-code
          "$PIPE" cache ls
          "$PIPE" cache du
          "$PIPE" cache gc
          "$PIPE" cache diff images images
          "$PIPE" cache export images -o images.tar
          "$PIPE" cache verify
          set +e
          "$PIPE" cache gc --yes; echo "gc $?"
          "$PIPE" cache pin images; echo "pin $?"
          "$PIPE" run \(pipeline); echo "run $?"'
        """)
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      for line in ["gc 74", "pin 74", "run 74"] {
        #expect(outcome.output.contains("\(line)\n"), "\(outcome.output)\(outcome.errors)")
      }
      #expect(outcome.errors.contains("the store artifacts/store cannot be written"))
      #expect(outcome.errors.contains("the file system is read-only"))
    }
  }

  @Test(
    "another user's store: looking works, running says 74, nothing is changed",
    .enabled(if: geteuid() == 0, "becoming another user needs the right to do so"))
  func anotherUser() throws {
    try withProject { tool in
      try tool.run("run", pipeline)
      let before = tool.files(below: "artifacts")
      let outcome = try tool.shell(
        """
        as() { setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; }
        as "$PIPE" status \(pipeline) --exit-code; as "$PIPE" cache ls
        as "$PIPE" cache show table
        set +e
        as "$PIPE" run \(pipeline); echo "run $?"
        as "$PIPE" cache gc --yes; echo "gc $?"
        """)
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("run 74\n") && outcome.output.contains("gc 74\n"))
      #expect(outcome.errors.contains("permission denied; name another folder"))
      #expect(tool.files(below: "artifacts") == before)
    }
  }

  @Test(
    "an object of another user that cannot be read: 74 and its path, and not taken for damage",
    .enabled(if: geteuid() == 0, "becoming another user needs the right to do so"))
  func unreadableObject() throws {
    try withProject { tool in
      try tool.run("run", pipeline)
      let outcome = try tool.shell(
        """
        chmod -R a+rwX . && chmod 000 artifacts/store/objects/*/*.h5
        set +e
        setpriv --reuid 65534 --regid 65534 --clear-groups "$PIPE" run \(pipeline) --force scaled
        echo "run $?"
        """)
      #expect(outcome.output.contains("run 74\n"), "\(outcome.output)\(outcome.errors)")
      #expect(outcome.errors.contains("permission denied"))
      #expect(tool.files(below: "artifacts/store/quarantine").isEmpty)
    }
  }

  @Test("a store behind a link, in a folder with spaces and other letters, is a store")
  func link() throws {
    try withProject { tool in
      try tool.shell(
        "mkdir -p 'far away/größe 三' artifacts; ln -s '../far away/größe 三' artifacts/store")
      #expect(try tool.run("run", pipeline).exitCode == 0)
      #expect(try tool.run("run", pipeline, "--json").json()["executed"] as? Int == 0)
      #expect(tool.exists("far away/größe 三/store.json"))
      #expect(try tool.run("cache", "export", "table", "-o", "größe 三.tar").exitCode == 0)
      #expect(try tool.run("cache", "gc", "--keep-runs", "0", "--yes").exitCode == 0)
      #expect(try tool.run("cache", "import", "größe 三.tar").exitCode == 0)
      #expect(
        try tool.run("run", pipeline, "--only", "table", "--json").json()["executed"] as? Int == 0)
    }
  }

  @Test("a clock set back: nothing runs again, and gc takes nothing for old")
  func clock() throws {
    try withProject { tool in
      try tool.run("run", pipeline)
      try tool.shell("find artifacts/store -exec touch -h -d '2190-01-01' {} +")
      #expect(try tool.run("run", pipeline, "--json").json()["executed"] as? Int == 0)
      let store = try Store(at: FilePath(tool.path("artifacts/store").path))
      let receipt = try #require(try store.receipts().first { $0.provenance.stage == "images" })
      var provenance = receipt.provenance
      provenance.started = Timestamp(milliseconds: provenance.started.milliseconds + 1 << 40)
      let document: JSONValue = ["kind": "later"]
      try store.commit(
        key: StageKey(document: document), document: document, outputs: ["x": .table(1)],
        provenance: provenance)
      let shown = try tool.run("cache", "gc", "--older-than", "1h", "--keep-runs", "0", "--json")
      #expect((try shown.json()["results"] as? [Any])?.isEmpty == true)
      #expect(try tool.run("run", pipeline, "--json").json()["executed"] as? Int == 0)
    }
  }
}

import Foundation
import Testing

@Suite("pipe data, and data sets that are not there")
struct DataCommandTests {
  /// Nothing of these tests may leave this machine: all connections go to a proxy that is not there.
  private static let offline = [
    "http_proxy": "http://127.0.0.1:1", "https_proxy": "http://127.0.0.1:1", "no_proxy": "",
  ]

  private func withTool(_ body: (CommandLineTool) throws -> Void) throws {
    let tool = try CommandLineTool()
    defer { tool.cleanUp() }
    try SampleProject.create(in: tool)
    try body(tool)
  }

  private func datasets(_ tool: CommandLineTool) throws -> [String: [String: Any]] {
    let document = try tool.run("data", "ls", "--json").json()
    #expect(document["schema"] as? String == "pipe.data/1")
    let list = document["datasets"] as? [[String: Any]] ?? []
    return Dictionary(uniqueKeysWithValues: list.map { ($0["name"] as? String ?? "", $0) })
  }

  @Test("ls says of every set where it is, or how to get it")
  func list() throws {
    try withTool { tool in
      let sets = try datasets(tool)
      #expect(sets.keys.sorted() == ["cifar10", "fashion-mnist", "fashion-rgb", "mnist"])
      #expect(sets["mnist"]?["state"] as? String == "unverified copy")
      #expect(sets["mnist"]?["place"] as? String == "artifacts/data/mnist")
      #expect(sets["cifar10"]?["state"] as? String == "not found")
      let text = try tool.run("data", "ls")
      #expect(text.output.contains("pipe data fetch cifar10"))
      #expect(text.errors.contains("mnist: not the published bytes: train-images-idx3-ubyte"))
    }
  }

  @Test("a mirror with other bytes is refused, the publisher is asked next, and nothing stays")
  func refusal() throws {
    try withTool { tool in
      try tool.write("no archive", to: "mirror/cifar10/cifar-10-binary.tar.gz")
      let outcome = try tool.run(
        "data", "fetch", "cifar10", "--retries", "0", "--mirror",
        tool.path("mirror").absoluteString,
        environment: Self.offline)
      #expect(outcome.exitCode == 66)
      #expect(outcome.errors.contains("sent a file of 10 bytes instead of 170052171"))
      #expect(outcome.errors.contains("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz: "))
      #expect(outcome.output == "")
      #expect(tool.files(below: "artifacts/data/cifar10") == [])
      #expect(try datasets(tool)["cifar10"]?["state"] as? String == "not found")
    }
  }

  @Test("a failure that may pass is tried again as often as was asked")
  func retries() throws {
    try withTool { tool in
      let outcome = try tool.run(
        "data", "fetch", "mnist", "--into", "new", "--retries", "1", environment: Self.offline)
      #expect(outcome.exitCode == 66)
      #expect(outcome.errors.components(separatedBy: "trying again in").count == 2)
    }
  }

  @Test("a run uses the network only if it is told to")
  func download() throws {
    try withTool { tool in
      let text = SampleProject.pipeline()
        .replacingOccurrences(of: #""source": "mnist""#, with: #""source": ["cifar10", "mnist"]"#)
      try tool.write(text, to: "pipelines/sample.json")
      let local = try tool.run("run", "pipelines/sample.json", "--only", "images")
      #expect(local.exitCode == 0)
      #expect(local.errors.contains("MNIST takes its place"))
      #expect(local.errors.contains("pipe data fetch cifar10"))

      let strict = try tool.run(
        "run", "pipelines/sample.json", "--only", "images", "--require-data")
      #expect(strict.exitCode == 66)

      let remote = try tool.run(
        "run", "pipelines/sample.json", "--only", "images", "--download", "--retries", "1",
        environment: Self.offline)
      #expect(remote.exitCode == 1)
      #expect(remote.errors.contains("CIFAR-10, fetched into artifacts/data/cifar10 (170 MB)"))
      #expect(remote.errors.contains("retry    images in"))
      #expect(remote.errors.contains("cifar-10-binary.tar.gz could not be fetched"))
    }
  }

  @Test("what cannot be meant is refused before anything is done")
  func usage() throws {
    try withTool { tool in
      let unknown = try tool.run("data", "fetch", "mnist", "minst", environment: Self.offline)
      #expect(unknown.exitCode == 64)
      #expect(unknown.errors.contains("there is no data set 'minst'"))
      let mirror = try tool.run("run", "pipelines/sample.json", "--mirror", "https://example.org")
      #expect(mirror.exitCode == 64)
      #expect(mirror.errors.contains("--download"))
      let scheme = try tool.run("data", "fetch", "mnist", "--mirror", "example.org")
      #expect(scheme.exitCode == 64)
    }
  }
}

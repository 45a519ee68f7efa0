import Artifacts
import Datasets
import Downloads
import Foundation
import SystemPackage
import Testing

@testable import Pipelines
@testable import Stages

@Suite("Data sets as stages use them")
struct DatasetStageTests {
  /// A folder with the made-up set of the sample run, under the name of another if asked.
  private func withData(
    as name: String = "mnist", _ body: (SampleRun, PlanningEnvironment) throws -> Void
  ) throws {
    let run = try SampleRun()
    let data = run.folder.appendingPathComponent("data")
    if name != "mnist" {
      try FileManager.default.moveItem(
        at: data.appendingPathComponent("mnist"), to: data.appendingPathComponent(name))
    }
    try body(run, PlanningEnvironment(dataSearchPath: [FilePath(data.path)]))
  }

  private func planned(
    _ source: String, _ environment: PlanningEnvironment
  ) throws -> (input: ExternalInput?, forecast: Forecast) {
    let pipeline = try Pipeline(
      PipelineFile(
        text: #"{"stages": {"images": {"uses": "dataset", "with": {"source": \#(source)}}}}"#,
        file: "sets.json"), registry: .standard)
    let stage = pipeline.cells[0].stage
    return (
      try stage.externalInput(in: environment), try stage.forecast([:], in: environment)
    )
  }

  @Test("a second choice is taken from what is there, and how to get the first is said")
  func fallback() throws {
    try withData(as: "fashion-mnist") { _, environment in
      let plan = try planned(#"["cifar10", "fashion-rgb"]"#, environment)
      #expect(plan.input?.source?.name == "Fashion-RGB")
      #expect(
        plan.input?.source?.notice?.contains(
          "CIFAR-10 is not on this machine; Fashion-RGB takes its place; to use CIFAR-10, fetch it "
            + "with: pipe data fetch cifar10") == true)
      #expect(DataForecast(plan.forecast).exampleShape == [32, 32, 3])
      #expect(DataForecast(plan.forecast).classCount == 10)
    }
  }

  @Test("where fetching is allowed the first choice is used, under the key of the published files")
  func download() throws {
    try withData(as: "fashion-mnist") { _, environment in
      var environment = environment
      environment.downloads = DownloadSettings(folder: "artifacts/data")
      let plan = try planned(#"["cifar10", "fashion-rgb"]"#, environment)
      #expect(plan.input?.source?.name == "CIFAR-10")
      #expect(
        plan.input?.source?.summary == "CIFAR-10, fetched into artifacts/data/cifar10 (170 MB)")
      #expect(
        plan.input?.identity == [
          "set": "cifar10",
          "fingerprint": .string(DatasetDefinition.cifar10.publishedFingerprint),
        ])
      // What is there is not fetched.
      let other = try planned(#"["fashion-rgb", "cifar10"]"#, environment)
      #expect(other.input?.source?.name == "Fashion-RGB")
    }
  }

  @Test("the colours and the labels of a set come out, and that it is an unverified copy")
  func colours() throws {
    try withData(as: "fashion-mnist") { run, _ in
      let result = try run.run(
        #"{"stages": {"images": {"uses": "dataset", "with": {"source": "fashion-rgb"}}}}"#)
      #expect(result.firstError == nil)
      let receipt = try #require(result[result.pipeline.cells[0].id].receipt)
      let store = try run.store()
      guard
        case .tensors(let bundle) = try store.load(try #require(receipt.outputs["images"])),
        case .table(let description) = try store.load(
          try #require(receipt.outputs["description"]))
      else { throw StageFailure("other outputs") }
      #expect(bundle["train/inputs"]?.dimensions == [120, 32, 32, 3])
      #expect(bundle["test/labels"]?.dimensions == [40])
      #expect(bundle.attributes[DataAttribute.dataset] == .string("Fashion-RGB, unverified copy"))
      #expect(description["name"]?.stringValue == "Fashion-RGB, unverified copy")
    }
  }

  /// A set of two files that is published in a folder of this machine.
  private struct Published {
    let definition: DatasetDefinition
    let content: [UInt8] = Array("seven".utf8)

    init(at address: String) {
      let digest = Digest(of: Array("seven".utf8)).hex
      definition = DatasetDefinition(
        name: "sevens", title: "Sevens",
        files: ["a", "b"].map {
          .init(name: $0, digest: digest, packedDigest: digest, packedSize: 5)
        },
        identifyingFile: "a", classNames: ["7"], addresses: [address], advice: "",
        parse: { (_) throws(DatasetError) in fatalError("it is not parsed") })
    }
  }

  @Test("all files of a set are fetched, from mirrors first, and the progress is over all of them")
  func fetch() throws {
    try withData { run, _ in
      let root = FilePath(run.folder.path)
      let published = Published(at: "file://\(root)/publisher/")
      for file in ["publisher/a.gz", "publisher/b.gz", "mirror/sevens/b.gz"] {
        let path = root.appending(file)
        try FileSystem.createDirectory(path.removingLastComponent())
        try FileSystem.write(published.content, to: path)
      }
      try FileSystem.remove(root.appending("publisher/b.gz"))
      let download = try #require(
        DatasetDownload(
          published.definition,
          DownloadSettings(folder: root.appending("new"), mirrors: ["file://\(root)/mirror"])))
      var fractions: [Double] = []
      try download.fetch(isCancelled: { false }, report: { fractions.append($0.fraction) })
      for name in ["a.gz", "b.gz"] {
        #expect(try FileSystem.read(root.appending("new/sevens/\(name)")) == published.content)
      }
      #expect(fractions.last == 1)
      #expect(fractions == fractions.sorted())
    }
  }

  @Test("a set that is published nowhere is not fetched")
  func nowhere() {
    var definition = DatasetDefinition.mnist
    definition.addresses = []
    #expect(DatasetDownload(definition, DownloadSettings(folder: "x")) == nil)
  }
}

import SystemPackage
import Testing

@testable import Datasets

@Suite struct DatasetLocatorTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(
    _ set: [(name: String, bytes: [UInt8])] = smallSet(), in subfolder: String? = nil,
    packed: Bool = false
  ) throws {
    for (name, bytes) in set {
      try folder.write(
        packed ? gzip(bytes) : bytes, to: packed ? name + ".gz" : name, in: subfolder)
    }
  }

  @Test("the files may lie in the folder itself or in one named after the set")
  func places() throws {
    let locator = DatasetLocator(searchPath: [folder.path])
    try write(in: "mnist", packed: true)
    #expect(try locator.locate("mnist").folder == folder.path.appending("mnist"))
    try write()
    let located = try locator.locate("mnist")
    #expect(located.folder == folder.path)
    #expect(located.files.map(\.name) == DatasetDefinition.mnist.files.map(\.name))
    #expect(located.files[0].path == folder.path.appending("train-images-idx3-ubyte"))
  }

  @Test("an unpacked file is preferred to the packed one beside it")
  func preference() throws {
    try write()
    try folder.write([1, 2, 3], to: "train-images-idx3-ubyte.gz")
    let located = try DatasetLocator(searchPath: [folder.path]).locate("mnist")
    #expect(try located.load().trainImages.count == 5 * 784)
  }

  @Test("earlier folders win, and sets are tried in the order of preference over the whole path")
  func order() throws {
    let other = try TemporaryFolder()
    for (name, bytes) in smallSet() { try other.write(bytes, to: name, in: "mnist") }
    try write(in: "fashion-mnist")
    let locator = DatasetLocator(searchPath: [folder.path, other.path])
    #expect(try locator.locate(firstOf: ["mnist", "fashion-mnist"]).name == "mnist")
    #expect(try locator.locate(firstOf: ["fashion-mnist", "mnist"]).name == "fashion-mnist")
    try write(in: "mnist")
    #expect(try locator.locate("mnist").folder == folder.path.appending("mnist"))
  }

  @Test("an incomplete folder is passed over with a notice that names the missing file")
  func incomplete() throws {
    let other = try TemporaryFolder()
    for (name, bytes) in smallSet() { try other.write(bytes, to: name) }
    try write(Array(smallSet().dropLast()))
    let located = try DatasetLocator(searchPath: [folder.path, other.path]).locate("mnist")
    #expect(located.folder == other.path)
    #expect(located.notices.first == "\(folder.path): passed over, lacks t10k-labels-idx1-ubyte")
  }

  @Test("a set that is nowhere is reported with every place, the reason and what to type")
  func missing() throws {
    try write(Array(smallSet().prefix(3)))
    let locator = DatasetLocator(searchPath: [folder.path, "/nowhere"])
    do {
      _ = try locator.locate(firstOf: ["mnist", "fashion-mnist"])
      Issue.record("it was found")
    } catch {
      guard case .notFound(let sets) = error else { throw error }
      #expect(sets.map(\.name) == ["mnist", "fashion-mnist"])
      #expect(
        sets[1].places == [
          .init(folder: folder.path, reason: "lacks t10k-labels-idx1-ubyte"),
          .init(folder: folder.path.appending("fashion-mnist"), reason: "no such folder"),
          .init(folder: "/nowhere", reason: "no such folder"),
          .init(folder: "/nowhere/fashion-mnist", reason: "no such folder"),
        ])
      #expect(error.description.contains("apt-get install dataset-fashion-mnist"))
      #expect(error.description.contains("--data DIR"))
    }
  }

  @Test("an unknown name is an error even where an earlier one would do")
  func unknown() throws {
    try write(in: "mnist")
    let locator = DatasetLocator(searchPath: [folder.path])
    #expect(throws: DatasetError.unknownSet(name: "minst", known: DatasetCatalog.standard.names)) {
      try locator.locate(firstOf: ["mnist", "minst"])
    }
  }

  @Test("a folder that holds another published set under the same file names is passed over")
  func otherSet() throws {
    var other = DatasetDefinition.mnist
    other.name = "other"
    other.title = "Other"
    other.folders = ["other"]
    let labels = smallSet()[3]
    other.files[3].digest = Digest.sha256(labels.bytes)
    try write()
    let locator = DatasetLocator(
      searchPath: [folder.path], catalog: DatasetCatalog([.mnist, other]))
    #expect(try locator.locate("other").notices.isEmpty)
    #expect(try locator.locate(firstOf: ["mnist", "other"]).name == "other")
    #expect(throws: DatasetError.self) { try locator.locate("mnist") }
  }

  @Test("an unknown copy is used with a notice")
  func unknownCopy() throws {
    try write()
    let located = try DatasetLocator(searchPath: [folder.path]).locate("mnist")
    #expect(located.notices.count == 1)
    #expect(located.notices[0].contains("unverified"))
  }

  @Test("the standard search path is: named, PIPE_DATA, the project's, the system's")
  func standardPath() {
    let path = DatasetLocator.standardSearchPath(
      named: ["/a"], environment: "/b:/c", project: "artifacts/data")
    #expect(path == ["/a", "/b", "/c", "artifacts/data", "/usr/share/datasets"])
    #expect(
      DatasetLocator.standardSearchPath(environment: "", project: "p") == [
        "p", "/usr/share/datasets",
      ])
  }
}

import Ink
import SystemPackage
import Tensors

@testable import Artifacts

/// A folder of its own for one test, removed with everything in it afterwards. Its name has a space
/// and letters outside of ASCII, so that every test meets them.
struct Scratch: ~Copyable {
  let path: FilePath

  init() throws {
    let unique = String(UInt64.random(in: .min ... .max), radix: 16)
    path = FilePath("/tmp/pipe tests é-\(unique)")
    try FileSystem.createDirectory(path)
  }

  func store(readOnly: Bool = false, cacheCapacity: Int = 256 << 20) throws -> Store {
    try Store(at: path.appending("store"), readOnly: readOnly, cacheCapacity: cacheCapacity)
  }

  deinit { try? FileSystem.removeTree(path) }
}

/// Results and documents to store.
enum Sample {
  static func document(_ seed: Int64 = 1) -> JSONValue {
    ["kind": "train", "version": 1, "parameters": ["rate": 0.1, "seed": .integer(seed)]]
  }

  static func key(_ seed: Int64 = 1) throws -> StageKey {
    try StageKey(document: document(seed))
  }

  static let provenance = Receipt.Provenance(
    stage: "dropout[p=0.4]", pipeline: "pipelines/test.json",
    started: Timestamp(milliseconds: 1_700_000_000_123), durationSeconds: 1.25,
    peakMemoryBytes: 1 << 20, threads: 2, instructionSet: "avx512", toolVersion: "0.1",
    details: ["host": "here"])

  static func bundle(scale: Float = 1) -> TensorBundle {
    var bundle = TensorBundle()
    bundle.set(
      "parameters/dense1/weight",
      .float32(
        Tensor(shape: Shape([100, 300]), elements: (0..<30_000).map { Float($0) * scale })),
      attributes: ["unit": .string("none")])
    bundle.set("labels", .uint8(Tensor(shape: Shape([3]), elements: [1, 2, 3])))
    return bundle
  }

  static let pixmap = Pixmap(
    width: 40, height: 30, pixels: (0..<3600).map { UInt8(truncatingIfNeeded: $0 &* 7) })

  static let table: JSONValue = ["columns": ["p", "error"], "rows": [[0, 0.0625], [0.2, 1e-5]]]

  static func outputs(scale: Float = 1) -> NameTable<Artifact> {
    [
      "network": .tensors(bundle(scale: scale)), "figure": .figure(pixmap), "table": .table(table),
    ]
  }

  @discardableResult
  static func commit(to store: Store, seed: Int64 = 1, scale: Float = 1) throws -> Receipt {
    try store.commit(
      key: try key(seed), document: document(seed), outputs: outputs(scale: scale),
      provenance: provenance)
  }
}

/// Files below a folder, relative to it, in order.
func files(below folder: FilePath) throws -> [String] {
  try FileSystem.list(folder).flatMap { name in
    let path = folder.appending(name)
    return FileSystem.isDirectory(path)
      ? try files(below: path).map { "\(name)/\($0)" } : [name]
  }
}

/// Changes one byte of a file, read-only or not.
func flipByte(of path: FilePath, at offset: Int) throws {
  var bytes = try FileSystem.read(path)
  bytes[offset] ^= 0x01
  try FileSystem.remove(path)
  try FileSystem.write(bytes, to: path)
}

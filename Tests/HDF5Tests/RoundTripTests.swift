import Testing

@testable import HDF5

@Suite("Datasets and attributes come back as they were written")
struct RoundTripTests {
  @Test("every element type, empty, scalar, in one piece and in chunks")
  func elements() throws {
    let scratch = try Scratch()
    let path = scratch.file("all.h5")
    let large = (0..<300_000).map { Float($0) * 0.5 }
    let file = try HDF5File.create(at: path)
    try file.write([Float(1.5), -0.0, .infinity].span, shape: [3], to: "a/float32")
    try file.write([Double.pi].span, shape: [], to: "a/b/scalar")
    try file.write([UInt8]().span, shape: [0, 4], to: "empty")
    try file.write([Int32.min, 7, .max, 0].span, shape: [2, 2], to: "a/int32")
    try file.write([Int64.min, .max].span, shape: [2], to: "int64")
    try file.write(large.span, shape: [1000, 300], to: "large")
    try file.close()

    let read = try HDF5File.open(at: path)
    #expect(
      try read.datasetNames() == ["a/b/scalar", "a/float32", "a/int32", "empty", "int64", "large"])
    let floats: [Float] = try read.read("a/float32")
    #expect(floats.map(\.bitPattern) == [Float(1.5), -0.0, .infinity].map(\.bitPattern))
    #expect(try read.read("a/b/scalar", as: Double.self) == [Double.pi])
    #expect(try read.read("empty", as: UInt8.self) == [])
    #expect(try read.read("a/int32", as: Int32.self) == [Int32.min, 7, .max, 0])
    #expect(try read.read("int64", as: Int64.self) == [Int64.min, .max])
    #expect(try read.read("large", as: Float.self) == large)
    #expect(try read.dataset("empty").shape == [0, 4])
    #expect(try read.dataset("a/b/scalar").shape == [])
    let info = try read.dataset("large")
    #expect(info.elementType == .float32 && info.shape == [1000, 300] && info.count == 300_000)
  }

  @Test("attributes of datasets and of the file, in the order of their names")
  func attributes() throws {
    let scratch = try Scratch()
    let path = scratch.file("attributes.h5")
    let given: [HDF5Attribute] = [
      HDF5Attribute("unit", .string("images/s")),
      HDF5Attribute("empty", .string("")),
      HDF5Attribute("meaning", .string("Überdeckung σ²")),
      HDF5Attribute("count", .integer(.min)),
      HDF5Attribute("scale", .double(-0.0)),
      HDF5Attribute("labels", .strings(["T-shirt", "", "sac à dos"])),
      HDF5Attribute("edges", .doubles([0, .infinity])),
      HDF5Attribute("epochs", .integers([1, 2, 3])),
      HDF5Attribute("nothing", .integers([])),
    ]
    let file = try HDF5File.create(at: path)
    try file.write([UInt8(1)].span, shape: [1], to: "x", attributes: given)
    try file.addAttributes(given)
    try file.close()
    let sorted = given.sorted { $0.name < $1.name }
    let read = try HDF5File.open(at: path)
    #expect(try read.attributes() == sorted)
    #expect(try read.attributes(of: "x") == sorted)
  }

  @Test("equal contents give equal bytes, a second later too")
  func equalBytes() throws {
    let scratch = try Scratch()
    func make(_ name: String) throws -> [UInt8] {
      let file = try HDF5File.create(at: scratch.file(name))
      try file.write(
        [Float](repeating: 0.25, count: 50_000).span, shape: [50_000], to: "group/chunked",
        attributes: [HDF5Attribute("unit", .string("nats"))])
      try file.write([Int64(1)].span, shape: [], to: "group/nested/scalar")
      try file.addAttributes([HDF5Attribute("kind", .string("test"))])
      try file.close()
      return try bytes(of: scratch.file(name))
    }
    let first = try make("first.h5")
    _ = try output(of: "sleep 1.1")
    #expect(try make("second.h5") == first)
  }

  @Test("many threads at once read and write without disturbing each other")
  func threads() async throws {
    let scratch = try Scratch()
    let folder = scratch.path
    let good = try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<16 {
        group.addTask {
          let path = "\(folder)/\(index).h5"
          let values = (0..<20_000).map { Int64($0 * index) }
          let file = try HDF5File.create(at: path)
          try file.write(values.span, shape: [20_000], to: "values")
          try file.close()
          return try HDF5File.open(at: path).read("values", as: Int64.self) == values
        }
      }
      return try await group.reduce(true) { $0 && $1 }
    }
    #expect(good)
  }

  @Test(
    "chunks hold at most 1 MiB and waste little of the last one",
    arguments: [
      ([16_383], nil), ([16_384], [16_384]), ([60_000, 784], [334, 784]),
      ([3, 1 << 20], [1, 1 << 18]), ([2, 2, 300_000], [1, 1, 150_000]), ([], nil),
    ] as [([Int], [Int]?)])
  func chunks(shape: [Int], expected: [Int]?) {
    #expect(ChunkShape.of(shape, elementBytes: 4) == expected)
  }
}

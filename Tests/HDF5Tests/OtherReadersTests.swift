import Testing

@testable import HDF5

@Suite("Other programs read what is written")
struct OtherReadersTests {
  @Test("h5dump shows names, types, shapes, values, attributes and checksums")
  func h5dump() throws {
    let scratch = try Scratch()
    let path = scratch.file("été 1.h5")
    let file = try HDF5File.create(at: path)
    try file.write(
      [Float(0.5), -2, 3, 4].span, shape: [2, 2], to: "parameters/dense1/weight",
      attributes: [
        HDF5Attribute("unit", .string("none")), HDF5Attribute("fanIn", .integer(784)),
      ])
    try file.write([UInt8](repeating: 7, count: 70_000).span, shape: [70_000], to: "labels")
    try file.close()
    let dump = try output(of: "h5dump -p '\(path)' 2>&1")
    #expect(dump.status == 0)
    for line in [
      "GROUP \"dense1\"", "DATASET \"weight\"", "H5T_IEEE_F32LE", "( 2, 2 ) / ( 2, 2 )",
      "(0,0): 0.5, -2,", "ATTRIBUTE \"unit\"", "H5T_CSET_UTF8", "\"none\"", "(0): 784",
      "CHECKSUM FLETCHER32", "DATASET \"labels\"", "H5T_STD_U8LE",
    ] {
      #expect(dump.text.contains(line), "h5dump does not show \(line)")
    }
  }
}

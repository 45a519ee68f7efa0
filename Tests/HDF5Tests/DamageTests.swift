import Glibc
import Testing

@testable import HDF5

@Suite("Bad files and bad requests are errors that name the place")
struct DamageTests {
  private func reason(_ body: () throws -> Void) -> HDF5Error.Reason? {
    do {
      try body()
      return nil
    } catch let error as HDF5Error {
      return error.reason
    } catch {
      return nil
    }
  }

  private func sample(_ path: String) throws {
    let file = try HDF5File.create(at: path)
    try file.write([Float](repeating: 1.25, count: 100_000).span, shape: [100_000], to: "g/x")
    try file.write([Float](repeating: 2.5, count: 10).span, shape: [10], to: "g/y")
    try file.close()
  }

  @Test("a missing file, a folder, another format, an empty file")
  func notFiles() throws {
    let scratch = try Scratch()
    #expect(reason { _ = try HDF5File.open(at: scratch.file("none.h5")) } == .inaccessible)
    do {
      _ = try HDF5File.open(at: scratch.file("none.h5"))
    } catch {
      #expect(error.systemError == 2)
      #expect(
        error.description.hasSuffix("none.h5: cannot open the file: No such file or directory"))
    }
    #expect(reason { _ = try HDF5File.open(at: scratch.path) } == .inaccessible)
    #expect(reason { _ = try HDF5File.create(at: scratch.path) } == .inaccessible)
    try write(Array("not a science file".utf8), to: scratch.file("text.h5"))
    #expect(reason { _ = try HDF5File.open(at: scratch.file("text.h5")) } == .notHDF5)
    try write([], to: scratch.file("empty.h5"))
    #expect(reason { _ = try HDF5File.open(at: scratch.file("empty.h5")) } == .notHDF5)
  }

  @Test("a file cut at any length does not open")
  func truncated() throws {
    let scratch = try Scratch()
    try sample(scratch.file("whole.h5"))
    let whole = try bytes(of: scratch.file("whole.h5"))
    for length in [9, 100, 1000, whole.count / 2, whole.count - 1] {
      try write(Array(whole[..<length]), to: scratch.file("cut.h5"))
      #expect(reason { _ = try HDF5File.open(at: scratch.file("cut.h5")) } == .damaged)
    }
  }

  @Test("one flipped bit in a chunk is found by its checksum")
  func flipped() throws {
    let scratch = try Scratch()
    try sample(scratch.file("bad.h5"))
    var contents = try bytes(of: scratch.file("bad.h5"))
    let pattern: [UInt8] = [0, 0, 0xA0, 0x3F, 0, 0, 0xA0, 0x3F]
    let place = try #require(
      (0..<contents.count - 8).first { contents[$0..<$0 + 8].elementsEqual(pattern) })
    contents[place + 4096] ^= 1
    try write(contents, to: scratch.file("bad.h5"))
    let file = try HDF5File.open(at: scratch.file("bad.h5"))
    do {
      _ = try file.read("g/x", as: Float.self)
      Issue.record("the flipped bit was not found")
    } catch {
      #expect(error.reason == .damaged && error.object == "g/x")
      #expect(error.libraryMessages.contains { $0.contains("checksum") || $0.contains("fletcher") })
    }
    #expect(try file.read("g/y", as: Float.self).count == 10)
  }

  @Test("no flipped byte of a whole file can crash the reader")
  func everyByte() throws {
    let scratch = try Scratch()
    let path = scratch.file("small.h5")
    let file = try HDF5File.create(at: path)
    try file.write(
      [Int32(1), 2, 3].span, shape: [3], to: "group/x",
      attributes: [HDF5Attribute("unit", .string("s")), HDF5Attribute("n", .integers([1, 2]))])
    try file.close()
    let whole = try bytes(of: path)
    for index in whole.indices {
      var copy = whole
      copy[index] ^= 0xFF
      try write(copy, to: scratch.file("flipped.h5"))
      _ = reason {
        let file = try HDF5File.open(at: scratch.file("flipped.h5"))
        for name in try file.datasetNames() {
          _ = try file.attributes(of: name)
          _ = try file.read(name, as: Int32.self)
        }
      }
    }
  }

  @Test("names, shapes and types that cannot be")
  func requests() throws {
    let scratch = try Scratch()
    let path = scratch.file("requests.h5")
    let file = try HDF5File.create(at: path)
    let one = [Float(1)]
    for name in ["", "/x", "a//b", "a/", ".", "a/../b", "a\0b"] {
      #expect(reason { try file.write(one.span, shape: [1], to: name) } == .invalidRequest)
    }
    #expect(reason { try file.write(one.span, shape: [2], to: "x") } == .invalidRequest)
    #expect(reason { try file.write(one.span, shape: [-1], to: "x") } == .invalidRequest)
    #expect(
      reason { try file.write(one.span, shape: [Int.max, 3], to: "x") } == .invalidRequest)
    #expect(
      reason { try file.write(one.span, shape: Array(repeating: 1, count: 33), to: "x") }
        == .invalidRequest)
    try file.write(one.span, shape: [1], to: "x")
    #expect(reason { try file.write(one.span, shape: [1], to: "x") } == .writeFailed)
    #expect(reason { try file.write(one.span, shape: [1], to: "x/y") } == .invalidRequest)
    #expect(
      reason { try file.addAttributes([HDF5Attribute("t", .string("a\0b"))]) } == .invalidRequest)
    #expect(reason { try file.addAttributes([HDF5Attribute("", .integer(1))]) } == .invalidRequest)
    try file.close()
    try file.close()
    #expect(reason { try file.write(one.span, shape: [1], to: "z") } == .invalidRequest)
    let read = try HDF5File.open(at: path)
    #expect(reason { _ = try read.read("x", as: Double.self) } == .invalidRequest)
    #expect(reason { _ = try read.read("nope", as: Float.self) } == .missing)
    #expect(reason { try read.write(one.span, shape: [1], to: "z") } == .writeFailed)
  }

  @Test("a full disk is reported with its error number")
  func fullDisk() throws {
    let scratch = try Scratch()
    let path = scratch.file("full.h5")
    // Every write to this device fails as on a full disk.
    try #require(symlink("/dev/full", path) == 0)
    do {
      let file = try HDF5File.create(at: path)
      try file.write([Float](repeating: 0, count: 100_000).span, shape: [100_000], to: "x")
      try file.close()
      Issue.record("/dev/full took it")
    } catch {
      #expect(error.reason == .writeFailed || error.reason == .inaccessible, "\(error)")
      #expect(error.systemError == 28, "\(error)")
    }
  }
}

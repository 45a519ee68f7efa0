/// Reads an exported file from front to back, from a pipe as well.
struct ArchiveReader: ~Copyable {
  /// Manifests and receipts are text; one that claims to be larger is none.
  private static let textLimit = 1 << 28

  private let file: OpenFile
  private var isAtStart = true

  init(_ file: consuming OpenFile) { self.file = file }

  /// - Throws: `TarProblem`, `ReceiptProblem`, `FileError`.
  mutating func manifest() throws -> ArchiveManifest {
    let header = try header()
    guard header.name == ArchiveManifest.name else {
      throw TarProblem("it begins with '\(header.name)' and not with \(ArchiveManifest.name)")
    }
    do {
      return try ArchiveManifest(json: JSONValue(parsing: try text(header.byteCount)))
    } catch let error as JSONError {
      throw TarProblem("its manifest is damaged: \(error)")
    }
  }

  /// The bytes of a receipt, whose header comes next.
  ///
  /// - Throws: `TarProblem`, `FileError`.
  mutating func receipt(_ entry: ArchiveManifest.Entry) throws -> [UInt8] {
    try expect(entry)
    let bytes = try text(entry.byteCount)
    guard Digest(of: bytes) == entry.fileDigest else {
      throw TarProblem("'\(entry.name)' in it is damaged")
    }
    return bytes
  }

  /// Copies an object, whose header comes next, to a new file, and synchronises nothing.
  ///
  /// - Throws: `TarProblem`, `FileError`.
  mutating func copy(_ entry: ArchiveManifest.Entry, to path: Path) throws {
    try expect(entry)
    let target = try OpenFile(path, .writing, operation: "write")
    var hasher = ContentHasher()
    var rest = entry.byteCount
    while rest > 0 {
      let piece = try bytes(min(rest, 1 << 18))
      hasher.update(piece)
      try target.write(piece)
      rest -= piece.count
    }
    try target.close()
    try skipPadding(after: entry.byteCount)
    guard hasher.finalize() == entry.fileDigest else {
      throw TarProblem("'\(entry.name)' in it is damaged")
    }
  }

  /// The end: two blocks of zeros, and whatever zeros a program has added to fill a record.
  ///
  /// - Throws: `TarProblem`, `FileError`.
  mutating func end() throws {
    guard try bytes(2 * TarHeader.blockSize).allSatisfy({ $0 == 0 }) else {
      throw TarProblem("it holds more than its manifest names")
    }
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try file.read(into: &piece)
      guard count > 0 else { return }
      guard piece[..<count].allSatisfy({ $0 == 0 }) else {
        throw TarProblem("something follows its end")
      }
    }
  }

  private mutating func expect(_ entry: ArchiveManifest.Entry) throws {
    let header = try header()
    guard header == TarHeader(name: entry.name, byteCount: entry.byteCount) else {
      throw TarProblem("'\(header.name)' is where its manifest has '\(entry.name)'")
    }
  }

  private mutating func header() throws -> TarHeader {
    let block = try bytes(TarHeader.blockSize)
    if isAtStart, block.starts(with: [0x1F, 0x8B]) {
      throw TarProblem("it is compressed; use gunzip -c FILE | pipe cache import -")
    }
    isAtStart = false
    return try TarHeader(block: block)
  }

  private mutating func text(_ byteCount: Int) throws -> [UInt8] {
    guard byteCount <= Self.textLimit else { throw TarProblem("a text in it is too large") }
    let text = try bytes(byteCount)
    try skipPadding(after: byteCount)
    return text
  }

  private mutating func skipPadding(after byteCount: Int) throws {
    guard try bytes(TarHeader.padding(after: byteCount)).allSatisfy({ $0 == 0 }) else {
      throw TarProblem("the space between two files in it is not empty")
    }
  }

  private mutating func bytes(_ count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      // In pieces: what a damaged header claims must not be allocated at once.
      var piece = [UInt8](repeating: 0, count: min(count - bytes.count, 1 << 18))
      let read = try file.read(into: &piece)
      guard read > 0 else { throw TarProblem("it is cut off") }
      bytes += piece[..<read]
    }
    return bytes
  }
}

import SystemPackage

/// Reads chosen members of a tar archive as it arrives, block by block.
///
/// The format of POSIX.1-1988 (ustar) as GNU tar writes it: a header of 512 bytes with octal numbers,
/// then the content padded to 512 bytes, and two blocks of zeros at the end. Members are told by the
/// last component of their path. Whatever is not a regular file is passed over, extended headers too:
/// they matter for names and sizes that no file of a data set has.
struct TarReader {
  private static let blockSize = 512

  /// What is being read.
  private enum Place {
    case header
    /// The content of a member: the bytes that are left, then padding; kept if it has an index.
    case content(left: Int, padding: Int, member: Int?)
    case end
  }

  struct Member {
    let name: String
    var bytes: [UInt8]
  }

  private let file: FilePath
  private let wanted: Set<String>
  private let limit: Int
  private var header: [UInt8] = []
  private var place = Place.header
  private var offset = 0
  /// The wanted members that have been read, in the order of the archive.
  private(set) var members: [Member] = []

  /// - Parameters:
  ///   - file: named in errors only.
  ///   - wanted: the names of the members to keep, without folders.
  ///   - limit: the most bytes one of them may have.
  init(file: FilePath, wanted: Set<String>, limit: Int) {
    self.file = file
    self.wanted = wanted
    self.limit = limit
    header.reserveCapacity(Self.blockSize)
  }

  /// Takes the next bytes of the archive.
  ///
  /// - Throws: ``DatasetError/corruptArchive(file:offset:reason:)``,
  ///   ``DatasetError/tooLarge(file:limit:)``.
  mutating func append(_ block: UnsafeRawBufferPointer) throws(DatasetError) {
    var rest = block
    while !rest.isEmpty {
      let count: Int
      switch place {
      case .end: count = rest.count
      case .header: count = try readHeader(rest)
      case .content(let left, let padding, let member):
        count = min(rest.count, left + padding)
        let content = min(count, left)
        if let member { members[member].bytes.append(contentsOf: rest.prefix(content)) }
        let paddingLeft = padding - (count - content)
        place =
          left - content + paddingLeft == 0
          ? .header : .content(left: left - content, padding: paddingLeft, member: member)
      }
      offset += count
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
  }

  /// To be called after the last byte.
  ///
  /// - Throws: ``DatasetError/corruptArchive(file:offset:reason:)`` if the archive ends too early or
  ///   lacks one of the wanted members.
  func finish() throws(DatasetError) {
    if case .content = place { throw corrupt("it ends in the middle of a member") }
    guard header.isEmpty else { throw corrupt("it ends in the middle of a header") }
    let missing = wanted.subtracting(members.map(\.name)).sorted()
    guard missing.isEmpty else { throw corrupt("it lacks \(missing.joined(separator: ", "))") }
  }

  /// - Returns: how many bytes were taken.
  private mutating func readHeader(_ bytes: UnsafeRawBufferPointer) throws(DatasetError) -> Int {
    let count = min(bytes.count, Self.blockSize - header.count)
    header.append(contentsOf: bytes.prefix(count))
    guard header.count == Self.blockSize else { return count }
    defer { header.removeAll(keepingCapacity: true) }
    if header.allSatisfy({ $0 == 0 }) {
      place = .end
      return count
    }
    guard let stored = octal(148..<156), stored == checksum else {
      throw corrupt("the check sum of a header is wrong")
    }
    guard let size = octal(124..<136) else { throw corrupt("a header has no readable size") }
    let padding = (Self.blockSize - size % Self.blockSize) % Self.blockSize
    let member = try isRegularFile ? begin(name, size: size) : nil
    place = size == 0 ? .header : .content(left: size, padding: padding, member: member)
    return count
  }

  /// Starts to keep a member if it is a wanted one, and gives its index.
  private mutating func begin(_ name: String, size: Int) throws(DatasetError) -> Int? {
    guard wanted.contains(name) else { return nil }
    guard size <= limit else { throw .tooLarge(file: file, limit: limit) }
    guard !members.contains(where: { $0.name == name }) else {
      throw corrupt("it holds \(name) twice")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    members.append(Member(name: name, bytes: bytes))
    return members.count - 1
  }

  /// `0`, or zero as before POSIX.
  private var isRegularFile: Bool { header[156] == UInt8(ascii: "0") || header[156] == 0 }

  /// The last component of the path.
  private var name: String {
    let path = header[0..<100].prefix { $0 != 0 }
    let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? path.startIndex
    return String(decoding: path[start...], as: UTF8.self)
  }

  /// The sum of all bytes, those of the sum itself taken as blanks.
  private var checksum: Int {
    var sum = 8 * Int(UInt8(ascii: " "))
    for (index, byte) in header.enumerated() where !(148..<156).contains(index) {
      sum += Int(byte)
    }
    return sum
  }

  /// A number in octal digits, ended by a blank or zero; `nil` if it is anything else.
  private func octal(_ range: Range<Int>) -> Int? {
    let digits = header[range].drop { $0 == UInt8(ascii: " ") }
      .prefix { $0 != 0 && $0 != UInt8(ascii: " ") }
    return Int(String(decoding: digits, as: UTF8.self), radix: 8).flatMap { $0 < 0 ? nil : $0 }
  }

  private func corrupt(_ reason: String) -> DatasetError {
    .corruptArchive(file: file, offset: offset, reason: reason)
  }
}

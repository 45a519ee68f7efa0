import SystemPackage

/// What can be wrong with a data set or with one of its files.
///
/// Every case names the file (or the set) and the numbers that disagree.
public enum DatasetError: Error, Equatable, Sendable {
  /// No set of that name is in the catalogue.
  case unknownSet(name: String, known: [String])
  /// None of the sets asked for lies in any of the folders of the search path.
  case notFound(sets: [MissingSet])
  /// The operating system refused to read the file.
  case unreadable(file: FilePath, reason: String)
  /// A `.gz` file that does not begin with the gzip signature 1f 8b.
  case notGzip(file: FilePath)
  /// The gzip stream is damaged or ends early; `offset` counts compressed bytes.
  case corruptGzip(file: FilePath, offset: Int, reason: String)
  /// Bytes that belong to no gzip member follow the last one.
  case trailingBytes(file: FilePath, count: Int)
  /// A tar archive that is damaged, ends early or lacks a file; `offset` counts unpacked bytes.
  case corruptArchive(file: FilePath, offset: Int, reason: String)
  /// The file would unpack to more than `limit` bytes.
  case tooLarge(file: FilePath, limit: Int)
  /// The first two bytes of an IDX file are not zero.
  case wrongMagic(file: FilePath, found: UInt32)
  /// An IDX file of elements other than unsigned bytes (0x08).
  case wrongElementType(file: FilePath, found: UInt8)
  /// An IDX file whose sizes are not those of the set; `nil` stands for "any".
  case wrongShape(file: FilePath, found: [Int], expected: [Int?])
  /// Fewer bytes than the header announces.
  case truncated(file: FilePath, found: Int, expected: Int)
  /// More bytes than the header announces.
  case oversized(file: FilePath, found: Int, expected: Int)
  /// Images and labels of one part of the set differ in number.
  case countMismatch(images: FilePath, imageCount: Int, labels: FilePath, labelCount: Int)
  /// A file of records whose size is not that of a whole number of them.
  case partialRecord(file: FilePath, name: String, size: Int, recordSize: Int)
  /// A label that names no class.
  case labelOutOfRange(file: FilePath, example: Int, label: UInt8, classCount: Int)

  /// A set that was not found, and where it was looked for.
  public struct MissingSet: Equatable, Sendable {
    /// The name of the set in the catalogue.
    public var name: String
    /// What can be typed to get the set.
    public var advice: String
    /// Each place that was searched, with the reason why it would not do.
    public var places: [Place]
  }

  /// A folder that was searched in vain.
  public struct Place: Equatable, Sendable {
    public var folder: FilePath
    public var reason: String
  }
}

extension DatasetError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownSet(let name, let known):
      "there is no data set '\(name)'; known sets: \(known.joined(separator: ", "))"
    case .notFound(let sets):
      sets.map(Self.describe).joined(separator: "\n")
    case .unreadable(let file, let reason):
      "\(file): cannot be read: \(reason)"
    case .notGzip(let file):
      "\(file): is not gzip (it does not begin with the bytes 1f 8b); fetch it again, or drop the"
        + " suffix .gz if it was unpacked already"
    case .corruptGzip(let file, let offset, let reason):
      "\(file): gzip stream damaged near byte \(offset): \(reason); fetch the file again"
    case .trailingBytes(let file, let count):
      "\(file): \(count) bytes follow the end of the gzip stream; fetch the file again"
    case .corruptArchive(let file, let offset, let reason):
      "\(file): is not the tar archive it should be: near byte \(offset) of what it unpacks to,"
        + " \(reason); fetch the file again"
    case .tooLarge(let file, let limit):
      "\(file): unpacks to more than the \(limit) bytes a file of this set may have"
    case .wrongMagic(let file, let found):
      "\(file): is not an IDX file: it begins with 0x\(Self.hexadecimal(found, width: 8)) instead of"
        + " two zero bytes, a type and a rank"
    case .wrongElementType(let file, let found):
      "\(file): IDX element type 0x\(Self.hexadecimal(UInt32(found), width: 2)); only unsigned bytes"
        + " (0x08) are supported"
    case .wrongShape(let file, let found, let expected):
      "\(file): shape \(Self.sizes(found)), expected \(Self.sizes(expected))"
    case .truncated(let file, let found, let expected):
      "\(file): truncated: \(found) bytes, its header announces \(expected); fetch it again"
    case .oversized(let file, let found, let expected):
      "\(file): \(found) bytes, but its header announces only \(expected); fetch it again"
    case .countMismatch(let images, let imageCount, let labels, let labelCount):
      "\(images) has \(imageCount) images but \(labels) has \(labelCount) labels; they do not belong"
        + " together"
    case .partialRecord(let file, let name, let size, let recordSize):
      "\(file): \(name) has \(size) bytes, which is no whole number of records of \(recordSize); fetch"
        + " it again"
    case .labelOutOfRange(let file, let example, let label, let classCount):
      "\(file): label \(label) of example \(example) is not one of the \(classCount) classes"
        + " 0...\(classCount - 1)"
    }
  }

  private static func describe(_ set: MissingSet) -> String {
    var lines = ["data set '\(set.name)' was not found; searched:"]
    lines += set.places.map { "  \($0.folder): \($0.reason)" }
    if set.places.isEmpty { lines.append("  (the search path is empty)") }
    lines.append("  \(set.advice)")
    return lines.joined(separator: "\n")
  }

  private static func hexadecimal(_ value: UInt32, width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func sizes(_ sizes: [Int?]) -> String {
    sizes.map { $0.map(String.init) ?? "n" }.joined(separator: "x")
  }
}

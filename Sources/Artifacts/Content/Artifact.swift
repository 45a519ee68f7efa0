import HDF5
import Ink
import SystemPackage

/// A result that a stage can have.
public enum Artifact: Equatable, Sendable {
  /// Tensors, a trained network, a history: an HDF5 file.
  case tensors(TensorBundle)
  /// A picture: a PNG file.
  case figure(Pixmap)
  /// Anything tabular or structured: a JSON file.
  case table(JSONValue)

  public enum Kind: String, CaseIterable, Sendable {
    case tensors
    case figure
    case table

    /// Without the dot: `h5`, `png` or `json`.
    public var fileExtension: String {
      switch self {
      case .tensors: "h5"
      case .figure: "png"
      case .table: "json"
      }
    }

    init?(fileExtension: String) {
      guard let kind = Self.allCases.first(where: { $0.fileExtension == fileExtension }) else {
        return nil
      }
      self = kind
    }
  }

  public var kind: Kind {
    switch self {
    case .tensors: .tensors
    case .figure: .figure
    case .table: .table
    }
  }

  /// SHA-256 of the logical content, as docs/store.md lays down; the bytes of the file do not
  /// matter.
  ///
  /// - Throws: `JSONError.notFinite` for a table with a number that JSON cannot hold.
  public func digest() throws -> Digest {
    switch self {
    case .tensors(let bundle):
      return bundle.digest()
    case .figure(let pixmap):
      var hasher = ContentHasher()
      hasher.update(bytesOf: "pipe.figure/1\n")
      hasher.update(count: pixmap.width)
      hasher.update(count: pixmap.height)
      hasher.update(pixmap.pixels)
      return hasher.finalize()
    case .table(let value):
      return Digest(of: try value.canonicalBytes())
    }
  }

  /// About how much memory the artifact takes, in bytes.
  public var byteCount: Int {
    switch self {
    case .tensors(let bundle): bundle.byteCount
    case .figure(let pixmap): pixmap.pixels.count
    case .table(let value): value.approximateByteCount
    }
  }

  /// Writes the artifact's file, closed but not yet synchronised with the disk.
  ///
  /// - Throws: `HDF5Error`, `InkError`, `JSONError` or `FileError`.
  public func write(to path: FilePath) throws { try write(to: Path(path)) }

  func write(to path: Path) throws {
    switch self {
    case .tensors(let bundle): try bundle.write(to: path)
    case .figure(let pixmap): try FileSystem.write(PNG.encode(pixmap), to: path)
    case .table(let value): try FileSystem.write(try value.canonicalBytes(), to: path)
    }
  }

  /// Reads an artifact's file.
  ///
  /// - Throws: `HDF5Error`, `InkError`, `JSONError` or `FileError`.
  public init(reading kind: Kind, from path: FilePath) throws {
    try self.init(reading: kind, from: Path(path))
  }

  init(reading kind: Kind, from path: Path) throws {
    switch kind {
    case .tensors: self = .tensors(try TensorBundle(readingFrom: path))
    case .figure: self = .figure(try PNG.decode(try FileSystem.read(path)))
    case .table: self = .table(try JSONValue(parsing: try FileSystem.read(path)))
    }
  }
}

extension JSONValue {
  fileprivate var approximateByteCount: Int {
    switch self {
    case .null, .bool, .integer, .number: 32
    case .string(let text): 32 + text.utf8.count
    case .array(let elements): elements.reduce(32) { $0 + $1.approximateByteCount }
    case .object(let members):
      members.reduce(32) { $0 + 32 + $1.name.utf8.count + $1.value.approximateByteCount }
    }
  }
}

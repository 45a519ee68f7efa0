import HDF5

/// Named tensors with what they mean: the content of one HDF5 file.
///
/// Names are paths such as `parameters/dense1/weight`, kept in the order of their UTF-8 bytes.
/// Every NaN becomes the canonical one on the way in, so that equal bundles are equal bit by bit.
public struct TensorBundle: Equatable, Sendable {
  /// A text, a whole number, a floating-point number, or a list of one of these.
  public typealias AttributeValue = HDF5Attribute.Value

  /// A tensor and its attributes, such as `unit` and `meaning`.
  public struct Entry: Equatable, Sendable {
    public let tensor: AnyTensor
    public let attributes: NameTable<AttributeValue>
  }

  /// Entries in the order of their names.
  public private(set) var entries: NameTable<Entry> = [:]

  /// Attributes of the whole bundle.
  public private(set) var attributes: NameTable<AttributeValue> = [:]

  public init() {}

  /// Names of the tensors, in the order of their UTF-8 bytes.
  public var names: [String] { entries.names }

  /// The tensor of a name.
  public subscript(name: String) -> AnyTensor? { entries[name]?.tensor }

  /// Adds a tensor, or replaces the one of the same name.
  public mutating func set(
    _ name: String, _ tensor: AnyTensor, attributes: NameTable<AttributeValue> = [:]
  ) {
    entries[name] = Entry(
      tensor: tensor.withCanonicalNaNs(), attributes: attributes.mapValues(\.canonical))
  }

  /// Removes a tensor; nothing happens when there is none of the name.
  public mutating func remove(_ name: String) { entries[name] = nil }

  /// Sets an attribute of the whole bundle; nil removes it.
  public mutating func setAttribute(_ name: String, _ value: AttributeValue?) {
    attributes[name] = value?.canonical
  }

  /// Bytes of all elements.
  public var byteCount: Int { entries.values.reduce(0) { $0 + $1.tensor.byteCount } }
}

extension HDF5Attribute.Value {
  /// The same value with canonical NaNs.
  fileprivate var canonical: Self {
    switch self {
    case .double(let value): .double(value.isNaN ? .nan : value)
    case .doubles(let values): .doubles(values.map { $0.isNaN ? .nan : $0 })
    case .string, .integer, .strings, .integers: self
    }
  }
}

import HDF5

/// Two bundles of tensors, name by name.
public struct BundleComparison: Equatable, Sendable {
  public enum TensorState: Equatable, Sendable {
    case equal
    case onlyLeft
    case onlyRight
    /// Element type or shape differ; as in `float32 33×784`.
    case form(left: String, right: String)
    case elements(ElementDifference)
  }

  public struct AttributeDifference: Equatable, Sendable {
    /// `@name` of the bundle, `tensor@name` of a tensor.
    public let name: String
    /// As text; nil where there is none.
    public let left: String?
    public let right: String?
  }

  /// Every name of either side.
  public let tensors: NameTable<TensorState>
  public let attributes: [AttributeDifference]

  public var isEqual: Bool {
    attributes.isEmpty && tensors.values.allSatisfy { $0 == .equal }
  }

  public init(_ left: TensorBundle, _ right: TensorBundle) {
    var tensors: NameTable<TensorState> = [:]
    var attributes = Self.compare(left.attributes, right.attributes, of: "")
    for name in left.names + right.names where tensors[name] == nil {
      switch (left.entries[name], right.entries[name]) {
      case (let a?, let b?):
        tensors[name] = Self.compare(a.tensor, b.tensor)
        attributes += Self.compare(a.attributes, b.attributes, of: name)
      case (_?, nil): tensors[name] = .onlyLeft
      case (nil, _): tensors[name] = .onlyRight
      }
    }
    self.tensors = tensors
    self.attributes = attributes
  }

  private static func compare(_ left: AnyTensor, _ right: AnyTensor) -> TensorState {
    guard left.elementType == right.elementType, left.dimensions == right.dimensions else {
      return .form(left: left.form, right: right.form)
    }
    return ElementDifference(left, right).map(TensorState.elements) ?? .equal
  }

  private static func compare(
    _ left: NameTable<TensorBundle.AttributeValue>,
    _ right: NameTable<TensorBundle.AttributeValue>, of owner: String
  ) -> [AttributeDifference] {
    var names = NameTable<Void>()
    for name in left.names + right.names { names[name] = () }
    return names.names.compactMap { name in
      let (a, b) = (left[name], right[name])
      guard !(a.map(BitwiseValue.init) == b.map(BitwiseValue.init)) else { return nil }
      return AttributeDifference(
        name: "\(owner)@\(name)", left: a?.text, right: b?.text)
    }
  }
}

/// An attribute compared by its bits: a NaN equals itself, and 0 differs from -0.
private struct BitwiseValue: Equatable {
  let value: TensorBundle.AttributeValue

  static func == (left: Self, right: Self) -> Bool {
    switch (left.value, right.value) {
    case (.double(let a), .double(let b)): a.bitPattern == b.bitPattern
    case (.doubles(let a), .doubles(let b)): a.map(\.bitPattern) == b.map(\.bitPattern)
    default: left.value == right.value
    }
  }
}

extension HDF5Attribute.Value {
  /// The value for people; lists are separated by commas.
  public var text: String {
    switch self {
    case .string(let text): text
    case .integer(let number): "\(number)"
    case .double(let number): "\(number)"
    case .strings(let texts): texts.joined(separator: ", ")
    case .integers(let numbers): numbers.map(String.init).joined(separator: ", ")
    case .doubles(let numbers): numbers.map { "\($0)" }.joined(separator: ", ")
    }
  }
}

extension AnyTensor {
  /// Element type and shape: `float32 33×784`, `int64 scalar`.
  public var form: String {
    let shape = dimensions.isEmpty ? "scalar" : dimensions.map(String.init).joined(separator: "×")
    return "\(elementType.rawValue) \(shape)"
  }
}

/// A named value attached to a dataset or to the file itself.
public struct HDF5Attribute: Equatable, Sendable {
  public enum Value: Equatable, Sendable {
    case string(String)
    case integer(Int64)
    case double(Double)
    case strings([String])
    case integers([Int64])
    case doubles([Double])
  }

  /// Not empty; unique among the attributes of one object.
  public var name: String
  public var value: Value

  public init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }
}

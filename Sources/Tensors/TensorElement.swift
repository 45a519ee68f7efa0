/// The element types that a tensor can have, by name.
public enum ScalarType: String, CaseIterable, Hashable, Sendable {
  case float32, float64, uint8, int32, int64
}

/// A number that a ``Tensor`` can hold.
public protocol TensorElement: BitwiseCopyable, Hashable, Sendable, AdditiveArithmetic {
  static var scalarType: ScalarType { get }
}

extension Float: TensorElement {
  public static var scalarType: ScalarType { .float32 }
}

extension Double: TensorElement {
  public static var scalarType: ScalarType { .float64 }
}

extension UInt8: TensorElement {
  public static var scalarType: ScalarType { .uint8 }
}

extension Int32: TensorElement {
  public static var scalarType: ScalarType { .int32 }
}

extension Int64: TensorElement {
  public static var scalarType: ScalarType { .int64 }
}

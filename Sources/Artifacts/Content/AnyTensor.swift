import HDF5
import Tensors

/// A tensor of one of the element types that are stored.
public enum AnyTensor: Sendable {
  case float32(Tensor<Float>)
  case float64(Tensor<Double>)
  case uint8(Tensor<UInt8>)
  case int32(Tensor<Int32>)
  case int64(Tensor<Int64>)

  /// Names as in files and digests: `float32`, `float64`, `uint8`, `int32`, `int64`.
  public typealias ElementType = HDF5ElementType

  public var elementType: ElementType {
    switch self {
    case .float32: .float32
    case .float64: .float64
    case .uint8: .uint8
    case .int32: .int32
    case .int64: .int64
    }
  }

  /// Sizes of the dimensions, slowest first.
  public var dimensions: [Int] {
    switch self {
    case .float32(let tensor): tensor.shape.dimensions
    case .float64(let tensor): tensor.shape.dimensions
    case .uint8(let tensor): tensor.shape.dimensions
    case .int32(let tensor): tensor.shape.dimensions
    case .int64(let tensor): tensor.shape.dimensions
    }
  }

  /// Number of elements.
  public var count: Int { dimensions.reduce(1, *) }

  /// Bytes of all elements.
  public var byteCount: Int { count * elementType.byteCount }

  public var float32: Tensor<Float>? {
    if case .float32(let tensor) = self { tensor } else { nil }
  }

  public var float64: Tensor<Double>? {
    if case .float64(let tensor) = self { tensor } else { nil }
  }

  public var uint8: Tensor<UInt8>? {
    if case .uint8(let tensor) = self { tensor } else { nil }
  }

  public var int32: Tensor<Int32>? {
    if case .int32(let tensor) = self { tensor } else { nil }
  }

  public var int64: Tensor<Int64>? {
    if case .int64(let tensor) = self { tensor } else { nil }
  }

  /// The memory of the elements, row-major, in the machine's byte order.
  public func withUnsafeBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    switch self {
    case .float32(let tensor):
      try tensor.withUnsafeBufferPointer { try body(UnsafeRawBufferPointer($0)) }
    case .float64(let tensor):
      try tensor.withUnsafeBufferPointer { try body(UnsafeRawBufferPointer($0)) }
    case .uint8(let tensor):
      try tensor.withUnsafeBufferPointer { try body(UnsafeRawBufferPointer($0)) }
    case .int32(let tensor):
      try tensor.withUnsafeBufferPointer { try body(UnsafeRawBufferPointer($0)) }
    case .int64(let tensor):
      try tensor.withUnsafeBufferPointer { try body(UnsafeRawBufferPointer($0)) }
    }
  }
}

extension AnyTensor: Equatable {
  /// Same element type, same shape, same bits.
  public static func == (left: AnyTensor, right: AnyTensor) -> Bool {
    switch (left, right) {
    case (.float32(let a), .float32(let b)): a == b
    case (.float64(let a), .float64(let b)): a == b
    case (.uint8(let a), .uint8(let b)): a == b
    case (.int32(let a), .int32(let b)): a == b
    case (.int64(let a), .int64(let b)): a == b
    default: false
    }
  }
}

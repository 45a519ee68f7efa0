#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A dense, row-major array of numbers: a value, copied on write.
///
/// The storage is 64-byte aligned. An operation that writes into a tensor that nobody else holds
/// allocates nothing.
public struct Tensor<Element: TensorElement>: Sendable {
  /// The extents, outermost first.
  public private(set) var shape: Shape

  @usableFromInline var storage: TensorStorage<Element>

  /// A tensor with every element equal to `value`.
  public init(repeating value: Element, shape: Shape) {
    self.shape = shape
    storage = TensorStorage(uninitializedCount: shape.count)
    storage.base.initialize(repeating: value, count: shape.count)
  }

  /// A tensor of zeros.
  public init(zeros shape: Shape) {
    self.init(repeating: .zero, shape: shape)
  }

  /// A tensor of the given elements in row-major order.
  ///
  /// - Precondition: There are as many elements as the shape has.
  public init(shape: Shape, elements: some Collection<Element>) {
    precondition(
      elements.count == shape.count, "\(elements.count) elements for a tensor of shape \(shape)")
    self.shape = shape
    storage = TensorStorage(uninitializedCount: shape.count)
    let buffer = UnsafeMutableBufferPointer(start: storage.base, count: shape.count)
    _ = buffer.initialize(fromContentsOf: elements)
  }

  /// A vector of the given elements.
  public init(_ elements: some Collection<Element>) {
    self.init(shape: [elements.count], elements: elements)
  }

  /// A tensor whose elements `initialize` writes, every one of them.
  public init<Failure: Error>(
    shape: Shape,
    initializingWith initialize: (UnsafeMutableBufferPointer<Element>) throws(Failure) -> Void
  ) throws(Failure) {
    self.shape = shape
    storage = TensorStorage(uninitializedCount: shape.count)
    try initialize(UnsafeMutableBufferPointer(start: storage.base, count: shape.count))
  }

  /// The number of elements.
  @inlinable public var count: Int { storage.count }

  /// A copy of the elements in row-major order.
  public var elements: [Element] {
    withUnsafeBufferPointer { Array($0) }
  }

  /// The same elements under another shape of the same count. Nothing is copied.
  ///
  /// - Precondition: The counts agree.
  public func reshaped(to shape: Shape) -> Tensor {
    precondition(shape.count == count, "cannot reshape \(self.shape) to \(shape)")
    var result = self
    result.shape = shape
    return result
  }
}

extension Tensor: Equatable {
  /// Equal shapes and equal bits: a NaN equals itself, and -0 differs from +0.
  public static func == (left: Tensor, right: Tensor) -> Bool {
    guard left.shape == right.shape else { return false }
    if left.storage === right.storage { return true }
    let bytes = left.count * MemoryLayout<Element>.stride
    return memcmp(left.storage.base, right.storage.base, bytes) == 0
  }
}

extension Tensor: CustomStringConvertible {
  /// Type and shape, for example `float32 512x10`.
  public var description: String {
    "\(Element.scalarType.rawValue) \(shape)"
  }
}

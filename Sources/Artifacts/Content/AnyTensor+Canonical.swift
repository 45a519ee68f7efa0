import Tensors

extension AnyTensor {
  /// The same tensor with every NaN replaced by the canonical one, 0x7fc00000 or
  /// 0x7ff8000000000000: which NaN an operation yields differs between CPUs. Negative zero stays.
  func withCanonicalNaNs() -> AnyTensor {
    switch self {
    case .float32(let tensor): .float32(Self.canonical(tensor))
    case .float64(let tensor): .float64(Self.canonical(tensor))
    case .uint8, .int32, .int64: self
    }
  }

  private static func canonical<Element: TensorElement & BinaryFloatingPoint>(
    _ tensor: Tensor<Element>
  ) -> Tensor<Element> {
    // Most tensors have none: look first, and copy only when needed.
    let hasNaN = tensor.withUnsafeBufferPointer { elements in
      var found = false
      for element in elements { found = found || element != element }
      return found
    }
    guard hasNaN else { return tensor }
    var result = tensor
    result.withUnsafeMutableBufferPointer { elements in
      for index in elements.indices where elements[index] != elements[index] {
        elements[index] = .nan
      }
    }
    return result
  }
}

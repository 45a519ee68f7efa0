import Artifacts
import Pipelines
import Tensors

extension AnyTensor {
  /// The rows (slices along the first dimension) with these numbers, in this order.
  ///
  /// - Throws: `StageFailure` if a row does not exist or the tensor has no rows.
  func selecting(rows: [Int]) throws -> AnyTensor {
    guard let count = dimensions.first, rows.allSatisfy({ (0..<count).contains($0) }) else {
      throw StageFailure("rows were asked for that a tensor of shape \(dimensions) does not have")
    }
    return switch self {
    case .float32(let tensor): .float32(tensor.selecting(rows))
    case .float64(let tensor): .float64(tensor.selecting(rows))
    case .uint8(let tensor): .uint8(tensor.selecting(rows))
    case .int32(let tensor): .int32(tensor.selecting(rows))
    case .int64(let tensor): .int64(tensor.selecting(rows))
    }
  }

  /// The elements as doubles, which hold each of the element types but large 64-bit integers
  /// exactly.
  var doubles: [Double] {
    var result: [Double] = []
    result.reserveCapacity(count)
    forEachDouble { result.append($0) }
    return result
  }

  /// Visits the elements in row-major order, as doubles, without a copy of them all.
  @inline(__always)
  func forEachDouble(_ body: (Double) -> Void) {
    switch self {
    case .float32(let tensor): tensor.forEach { body(Double($0)) }
    case .float64(let tensor): tensor.forEach { body($0) }
    case .uint8(let tensor): tensor.forEach { body(Double($0)) }
    case .int32(let tensor): tensor.forEach { body(Double($0)) }
    case .int64(let tensor): tensor.forEach { body(Double($0)) }
    }
  }
}

extension Tensor {
  @inline(__always)
  fileprivate func forEach(_ body: (Element) -> Void) {
    withUnsafeBufferPointer { elements in
      for element in elements { body(element) }
    }
  }

  fileprivate func selecting(_ rows: [Int]) -> Tensor {
    let rowSize = shape.dimensions.dropFirst().reduce(1, *)
    var elements: [Element] = []
    elements.reserveCapacity(rows.count * rowSize)
    withUnsafeBufferPointer { source in
      for row in rows { elements += source[row * rowSize..<(row + 1) * rowSize] }
    }
    return Tensor(
      shape: Shape([rows.count] + shape.dimensions.dropFirst()), elements: elements)
  }
}

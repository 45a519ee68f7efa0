/// Elements that one thread takes at least.
let elementGrain = 1 << 14

/// How elementwise operations are shared among the threads. A kernel gets pointers to the first element
/// of its part, and the count; the tensors of one operation have the same number of elements.
extension ComputeContext {
  typealias Unary =
    @convention(c) (
      UnsafeMutablePointer<Float>?, UnsafePointer<Float>?, Int
    ) -> Void

  typealias Binary =
    @convention(c) (
      UnsafeMutablePointer<Float>?, UnsafePointer<Float>?, UnsafePointer<Float>?, Int
    ) -> Void

  func unary(
    _ x: Tensor<Float>, into y: inout Tensor<Float>, _ range: Range<Int>?, _ kernel: Unary?
  ) {
    map(x, into: &y, range) { y, x, count in kernel?(y, x, count) }
  }

  func binary(
    _ a: Tensor<Float>, _ b: Tensor<Float>, into y: inout Tensor<Float>, _ range: Range<Int>?,
    _ kernel: Binary?
  ) {
    map(a, b, into: &y, range) { y, a, b, count in kernel?(y, a, b, count) }
  }

  func map(
    into y: inout Tensor<Float>, _ range: Range<Int>?,
    _ body: (UnsafeMutablePointer<Float>, Int) -> Void
  ) {
    let range = range ?? 0..<y.count
    precondition(range.lowerBound >= 0 && range.upperBound <= y.count, "range outside the tensor")
    y.withUnsafeMutableBufferPointer { y in
      guard let y = y.baseAddress else { return }
      pool.parallel(over: range.count, grain: elementGrain) { part in
        body(y + range.lowerBound + part.lowerBound, part.count)
      }
    }
  }

  func map(
    _ x: Tensor<Float>, into y: inout Tensor<Float>, _ range: Range<Int>?,
    _ body: (UnsafeMutablePointer<Float>, UnsafePointer<Float>, Int) -> Void
  ) {
    precondition(x.count == y.count, "operands of shapes \(x.shape) and \(y.shape)")
    let range = range ?? 0..<y.count
    precondition(range.lowerBound >= 0 && range.upperBound <= y.count, "range outside the tensor")
    x.withUnsafeBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { return }
        pool.parallel(over: range.count, grain: elementGrain) { part in
          let first = range.lowerBound + part.lowerBound
          body(y + first, x + first, part.count)
        }
      }
    }
  }

  func map(
    _ a: Tensor<Float>, _ b: Tensor<Float>, into y: inout Tensor<Float>, _ range: Range<Int>?,
    _ body: (UnsafeMutablePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>, Int) -> Void
  ) {
    precondition(
      a.count == y.count && b.count == y.count,
      "operands of shapes \(a.shape), \(b.shape) and \(y.shape)")
    let range = range ?? 0..<y.count
    precondition(range.lowerBound >= 0 && range.upperBound <= y.count, "range outside the tensor")
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        y.withUnsafeMutableBufferPointer { y in
          guard let a = a.baseAddress, let b = b.baseAddress, let y = y.baseAddress else { return }
          pool.parallel(over: range.count, grain: elementGrain) { part in
            let first = range.lowerBound + part.lowerBound
            body(y + first, a + first, b + first, part.count)
          }
        }
      }
    }
  }
}

import CKernels

extension ComputeContext {
  /// One step of gradient descent with L2 weight decay:
  /// `g' = fma(weightDecay, w, g)`, `w = fma(-rate, g', w)`.
  public func gradientDescent(
    _ weight: inout Tensor<Float>, gradient: Tensor<Float>, rate: Float, weightDecay: Float = 0
  ) {
    let kernel = table.sgd
    map(gradient, into: &weight, nil) { w, g, count in kernel?(w, g, rate, weightDecay, count) }
  }

  /// One step of gradient descent with classical momentum and L2 weight decay:
  /// `g' = fma(weightDecay, w, g)`, `v = fma(momentum, v, g')`, `w = fma(-rate, v, w)`.
  public func momentumDescent(
    _ weight: inout Tensor<Float>, velocity: inout Tensor<Float>, gradient: Tensor<Float>,
    rate: Float, momentum: Float, weightDecay: Float = 0
  ) {
    let count = weight.count
    precondition(
      velocity.count == count && gradient.count == count,
      "operands of shapes \(weight.shape), \(velocity.shape) and \(gradient.shape)")
    weight.withUnsafeMutableBufferPointer { w in
      velocity.withUnsafeMutableBufferPointer { v in
        gradient.withUnsafeBufferPointer { g in
          guard let w = w.baseAddress, let v = v.baseAddress, let g = g.baseAddress else { return }
          pool.parallel(over: count, grain: elementGrain) { part in
            let first = part.lowerBound
            table.momentum(
              w + first, v + first, g + first, rate, momentum, weightDecay, part.count)
          }
        }
      }
    }
  }
}

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
    let kernel = table.momentum
    update(&weight, &velocity, gradient) { w, v, g, count in
      kernel?(w, v, g, rate, momentum, weightDecay, count)
    }
  }

  /// One step of gradient descent with Nesterov's momentum and L2 weight decay:
  /// `g' = fma(weightDecay, w, g)`, `v = fma(momentum, v, g')`, `w = fma(-rate, fma(momentum, v, g'), w)`.
  public func nesterovDescent(
    _ weight: inout Tensor<Float>, velocity: inout Tensor<Float>, gradient: Tensor<Float>,
    rate: Float, momentum: Float, weightDecay: Float = 0
  ) {
    let kernel = table.nesterov
    update(&weight, &velocity, gradient) { w, v, g, count in
      kernel?(w, v, g, rate, momentum, weightDecay, count)
    }
  }

  /// One step of Adam: `g' = fma(weightDecay, w, g)`, `m = fma(beta1, m, rest1 g')`,
  /// `v = fma(beta2, v, rest2 (g' g'))`, `w = fma(-rate, m / (sqrt(v) + epsilon), keep w)`.
  public func adam(
    _ weight: inout Tensor<Float>, first: inout Tensor<Float>, second: inout Tensor<Float>,
    gradient: Tensor<Float>, step: AdamStep
  ) {
    precondition(second.count == weight.count, "moments of shape \(second.shape)")
    let kernel = table.adam
    var code = step.code
    second.withUnsafeMutableBufferPointer { second in
      guard let second = second.baseAddress else { return }
      withUnsafePointer(to: &code) { code in
        updateParts(&weight, &first, gradient) { w, m, g, part in
          kernel?(w, m, second + part.lowerBound, g, code, part.count)
        }
      }
    }
  }

  private typealias Pointer = UnsafeMutablePointer<Float>

  private func update(
    _ weight: inout Tensor<Float>, _ state: inout Tensor<Float>, _ gradient: Tensor<Float>,
    _ body: (Pointer, Pointer, UnsafePointer<Float>, Int) -> Void
  ) {
    updateParts(&weight, &state, gradient) { w, s, g, part in body(w, s, g, part.count) }
  }

  /// Calls `body` with pointers to the first element of each part of the tensors, and with the part.
  private func updateParts(
    _ weight: inout Tensor<Float>, _ state: inout Tensor<Float>, _ gradient: Tensor<Float>,
    _ body: (Pointer, Pointer, UnsafePointer<Float>, Range<Int>) -> Void
  ) {
    let count = weight.count
    precondition(
      state.count == count && gradient.count == count,
      "operands of shapes \(weight.shape), \(state.shape) and \(gradient.shape)")
    weight.withUnsafeMutableBufferPointer { w in
      state.withUnsafeMutableBufferPointer { s in
        gradient.withUnsafeBufferPointer { g in
          guard let w = w.baseAddress, let s = s.baseAddress, let g = g.baseAddress else { return }
          pool.parallel(over: count, grain: elementGrain) { part in
            let first = part.lowerBound
            body(w + first, s + first, g + first, part)
          }
        }
      }
    }
  }
}

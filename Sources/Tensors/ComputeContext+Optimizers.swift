import CKernels

extension ComputeContext {
  /// Moves a parameter by its gradient, one step.
  public func update(
    _ weight: inout Tensor<Float>, by update: inout ParameterUpdate, gradient: Tensor<Float>
  ) {
    precondition(
      gradient.count == weight.count,
      "operands of shapes \(weight.shape) and \(gradient.shape)")
    let count = weight.count
    let kernel = table.update
    withCode(&weight, &update) { code in
      gradient.withUnsafeBufferPointer { gradient in
        pool.parallel(over: count, grain: elementGrain) { part in
          kernel?(code, gradient.baseAddress, part.lowerBound, part.count)
        }
      }
    }
  }

  /// `dW = dY X^T` as ``denseWeightGradient(outputGradient:input:batch:into:)`` sums it, and at once the step
  /// that moves the weights by it: the gradient itself is never written to memory.
  ///
  /// - Parameters:
  ///   - outputGradient: `[out, lanes]`, feature-major.
  ///   - input: `[in, lanes']`, feature-major.
  ///   - batch: The lanes in use.
  ///   - weight: `[out, in]`.
  public func denseUpdate(
    _ weight: inout Tensor<Float>, by update: inout ParameterUpdate,
    outputGradient: Tensor<Float>, input: Tensor<Float>, batch: Int
  ) {
    let shape = weight.shape
    withCode(&weight, &update) { code in
      sumWeightGradient(
        shape, outputGradient: outputGradient, input: input, batch: batch, into: nil, moving: code)
    }
  }

  /// Calls `body` with the step and the pointers to what it moves.
  private func withCode(
    _ weight: inout Tensor<Float>, _ update: inout ParameterUpdate,
    _ body: (UnsafePointer<ck_update>) -> Void
  ) {
    let moments = update.step.momentCount
    precondition(
      (moments < 1 || update.first.count == weight.count)
        && (moments < 2 || update.second.count == weight.count),
      "a step with \(moments) moments of \(weight) has \(update)")
    var code = update.step.code
    code.weight = weight.withUnsafeMutableBufferPointer { $0.baseAddress }
    if moments > 0 { code.first = update.first.withUnsafeMutableBufferPointer { $0.baseAddress } }
    if moments > 1 { code.second = update.second.withUnsafeMutableBufferPointer { $0.baseAddress } }
    // The caller's variables hold the storage until the end of the call.
    withUnsafePointer(to: code, body)
  }
}

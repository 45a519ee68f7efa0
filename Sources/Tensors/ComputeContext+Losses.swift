import CKernels

extension ComputeContext {
  /// The mean squared error of each example against the one-hot vector t of its label: with d = x - t and
  /// outputs ascending, `s = fma(d, d, s)`, then `s / outputs`; and its gradient.
  ///
  /// - Parameters:
  ///   - output: `[outputs, lanes]`, feature-major.
  ///   - labels: One index per example, `[batch]` or longer.
  ///   - batch: The lanes in use.
  ///   - losses: At least `[batch]`: the loss of each example, not averaged.
  ///   - gradient: Like the output: `(d + d) / (outputs batch)`, the gradient of the mean loss.
  public func squaredError(
    _ output: Tensor<Float>, labels: Tensor<Int32>, batch: Int, losses: inout Tensor<Float>,
    gradient: inout Tensor<Float>
  ) {
    precondition(gradient.shape == output.shape, "gradient like the output")
    checkLosses(output, labels, batch: batch, losses)
    gradient.withUnsafeMutableBufferPointer { gradient in
      squaredError(output, labels, batch, &losses, gradient.baseAddress)
    }
  }

  /// The mean squared error of each example without a gradient; the parameters are as above.
  public func squaredError(
    _ output: Tensor<Float>, labels: Tensor<Int32>, batch: Int, losses: inout Tensor<Float>
  ) {
    checkLosses(output, labels, batch: batch, losses)
    squaredError(output, labels, batch, &losses, nil)
  }

  private func squaredError(
    _ output: Tensor<Float>, _ labels: Tensor<Int32>, _ batch: Int, _ losses: inout Tensor<Float>,
    _ gradient: UnsafeMutablePointer<Float>?
  ) {
    let (outputs, row) = (output.shape[0], output.shape[1])
    output.withUnsafeBufferPointer { output in
      labels.withUnsafeBufferPointer { labels in
        losses.withUnsafeMutableBufferPointer { losses in
          let whole = ck_squared_error(
            outputs: outputs, row: row, first: 0, count: batch, output: output.baseAddress,
            labels: labels.baseAddress, losses: losses.baseAddress, gradient: gradient,
            terms: Float(outputs * batch))
          pool.parallel(over: batch, grain: laneGrain(outputs)) { lanes in
            var part = whole
            part.first = lanes.lowerBound
            part.count = lanes.count
            table.squared_error(&part)
          }
        }
      }
    }
  }

  /// The gradient before a softmax from the one behind it: with s the sum of dy p over the classes,
  /// ascending, by fma, `dx = p (dy - s)`.
  ///
  /// - Parameters:
  ///   - dy: `[classes, lanes]`, feature-major.
  ///   - p: The softmax's output, of the same shape.
  ///   - batch: The lanes in use.
  ///   - dx: Of the same shape.
  public func softmaxGradient(
    _ dy: Tensor<Float>, output p: Tensor<Float>, batch: Int, into dx: inout Tensor<Float>
  ) {
    checkLogits(p, batch: batch)
    precondition(dy.shape == p.shape && dx.shape == p.shape, "gradients like the output")
    let (classes, row) = (p.shape[0], p.shape[1])
    dy.withUnsafeBufferPointer { dy in
      p.withUnsafeBufferPointer { p in
        dx.withUnsafeMutableBufferPointer { dx in
          guard let dy = dy.baseAddress, let p = p.baseAddress, let dx = dx.baseAddress else {
            return
          }
          pool.parallel(over: batch, grain: laneGrain(classes * 2)) { lanes in
            table.softmax_gradient(dx, dy, p, row, classes, lanes.lowerBound, lanes.count)
          }
        }
      }
    }
  }
}

import CKernels

/// Pooling of NHWC images. A window is cut off at the image's borders: the padding takes no part in a
/// maximum and counts as zeros in a mean.
extension ComputeContext {
  /// The largest element of each window: the first one in (row, column) order, or the first NaN.
  ///
  /// - Parameters:
  ///   - window: Every window reaches into the image.
  ///   - batch: The images in use.
  ///   - taken: Of at least `batch` times the output's count: which position of its window each output
  ///     came from.
  public func maxPool(
    _ input: Tensor<Float>, _ inputLayout: ImageLayout, window: ImageWindow, batch: Int,
    into output: inout Tensor<Float>, _ outputLayout: ImageLayout, taken: inout Tensor<Int32>
  ) {
    let pooling = pooling(input, inputLayout, window, output, outputLayout, batch)
    precondition(taken.count >= batch * outputLayout.count, "positions in \(taken.shape)")
    input.withUnsafeBufferPointer { x in
      output.withUnsafeMutableBufferPointer { y in
        taken.withUnsafeMutableBufferPointer { taken in
          guard let x = x.baseAddress, let y = y.baseAddress, let taken = taken.baseAddress
          else { return }
          forEachImage(batch, inputLayout) { image in
            var pooling = pooling
            pooling.input = x + image * inputLayout.imageStride + inputLayout.origin
            pooling.output = y + image * outputLayout.imageStride + outputLayout.origin
            pooling.taken = taken + image * outputLayout.count
            table.max_pool(&pooling)
          }
        }
      }
    }
  }

  /// Gives each output's gradient to the input element it was taken from. Where windows overlap, shares
  /// are added in the order of the windows, from +0.
  public func maxPoolGradient(
    _ outputGradient: Tensor<Float>, _ outputLayout: ImageLayout, taken: Tensor<Int32>,
    window: ImageWindow, batch: Int, into inputGradient: inout Tensor<Float>,
    _ inputLayout: ImageLayout
  ) {
    let pooling = pooling(inputGradient, inputLayout, window, outputGradient, outputLayout, batch)
    precondition(taken.count >= batch * outputLayout.count, "positions in \(taken.shape)")
    outputGradient.withUnsafeBufferPointer { dy in
      inputGradient.withUnsafeMutableBufferPointer { dx in
        taken.withUnsafeBufferPointer { taken in
          guard let dy = dy.baseAddress, let dx = dx.baseAddress, let taken = taken.baseAddress
          else { return }
          forEachImage(batch, inputLayout) { image in
            var pooling = pooling
            pooling.output_gradient = dy + image * outputLayout.imageStride + outputLayout.origin
            pooling.input_gradient = dx + image * inputLayout.imageStride + inputLayout.origin
            // The kernel only reads them.
            pooling.taken = UnsafeMutablePointer(mutating: taken + image * outputLayout.count)
            table.max_pool_gradient(&pooling)
          }
        }
      }
    }
  }

  /// The mean of each window: the sum in (row, column) order from +0, over the size of the kernel.
  public func averagePool(
    _ input: Tensor<Float>, _ inputLayout: ImageLayout, window: ImageWindow, batch: Int,
    into output: inout Tensor<Float>, _ outputLayout: ImageLayout
  ) {
    let pooling = pooling(input, inputLayout, window, output, outputLayout, batch)
    input.withUnsafeBufferPointer { x in
      output.withUnsafeMutableBufferPointer { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { return }
        forEachImage(batch, inputLayout) { image in
          var pooling = pooling
          pooling.input = x + image * inputLayout.imageStride + inputLayout.origin
          pooling.output = y + image * outputLayout.imageStride + outputLayout.origin
          table.average_pool(&pooling)
        }
      }
    }
  }

  /// Gives each output's gradient over the size of the kernel to every element of its window. Shares
  /// are added in the order of the windows, from +0.
  public func averagePoolGradient(
    _ outputGradient: Tensor<Float>, _ outputLayout: ImageLayout, window: ImageWindow, batch: Int,
    into inputGradient: inout Tensor<Float>, _ inputLayout: ImageLayout
  ) {
    let pooling = pooling(inputGradient, inputLayout, window, outputGradient, outputLayout, batch)
    outputGradient.withUnsafeBufferPointer { dy in
      inputGradient.withUnsafeMutableBufferPointer { dx in
        guard let dy = dy.baseAddress, let dx = dx.baseAddress else { return }
        forEachImage(batch, inputLayout) { image in
          var pooling = pooling
          pooling.output_gradient = dy + image * outputLayout.imageStride + outputLayout.origin
          pooling.input_gradient = dx + image * inputLayout.imageStride + inputLayout.origin
          table.average_pool_gradient(&pooling)
        }
      }
    }
  }

  /// The sizes of a pooling, without its operands.
  private func pooling(
    _ input: Tensor<Float>, _ inputLayout: ImageLayout, _ window: ImageWindow,
    _ output: Tensor<Float>, _ outputLayout: ImageLayout, _ batch: Int
  ) -> ck_pooling {
    inputLayout.check(input, batch: batch)
    outputLayout.check(output, batch: batch)
    let (rows, columns) = (window.rows, window.columns)
    precondition(
      outputLayout.height == rows.outputs && outputLayout.width == columns.outputs
        && outputLayout.channels == inputLayout.channels && rows.padding < rows.kernel
        && columns.padding < columns.kernel
        && (rows.outputs - 1) * rows.stride - rows.padding < inputLayout.height
        && (columns.outputs - 1) * columns.stride - columns.padding < inputLayout.width,
      "pooling \(inputLayout) by \(window) into \(outputLayout)")
    var pooling = ck_pooling()
    pooling.rows = rows.outputs
    pooling.columns = columns.outputs
    pooling.channels = inputLayout.channels
    pooling.height = inputLayout.height
    pooling.width = inputLayout.width
    pooling.kernel_row = rows.kernel
    pooling.kernel_column = columns.kernel
    pooling.stride_row = rows.stride
    pooling.stride_column = columns.stride
    pooling.pad_row = rows.padding
    pooling.pad_column = columns.padding
    pooling.input_row = inputLayout.rowStride
    pooling.output_row = outputLayout.rowStride
    return pooling
  }

  /// Shares images among the threads.
  func forEachImage(_ batch: Int, _ layout: ImageLayout, _ body: (Int) -> Void) {
    pool.parallel(over: batch, grain: max(1, elementGrain / layout.count)) { part in
      for image in part { body(image) }
    }
  }
}

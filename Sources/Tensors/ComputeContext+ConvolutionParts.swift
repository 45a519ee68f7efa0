import CKernels

/// Multiply-adds below which handing work to another thread costs more than it saves.
private let smallConvolution = 1 << 16

/// Rows of a weight gradient are shared in multiples of this: whole tiles for every instruction set.
private let gradientRows = 12

extension ComputeContext {
  func check(
    _ kernel: Shape, _ inputLayout: ImageLayout, _ window: ImageWindow, _ outputLayout: ImageLayout
  ) {
    precondition(
      kernel.rank == 4 && kernel[0] == window.rows.kernel && kernel[1] == window.columns.kernel
        && kernel[2] == inputLayout.channels && kernel[3] == outputLayout.channels
        && outputLayout.height == window.rows.outputs
        && outputLayout.width == window.columns.outputs,
      "weights \(kernel) from \(inputLayout) by \(window) to \(outputLayout)")
  }

  /// Packs weights into panels of output channels, for the tile to read in ascending order.
  ///
  /// - Parameters:
  ///   - position: Where in the workspace.
  ///   - offset: The place in the weights where a tap begins.
  func pack(
    _ weight: Tensor<Float>, taps: Int, depth: Int, row: Int, column: Int, channels: Int,
    into workspace: inout Tensor<Float>, at position: Int, offset: (Int) -> Int
  ) {
    let size = taps * depth * table.packed_channels(channels)
    precondition(position + size <= workspace.count, "the workspace is too small")
    withUnsafeTemporaryAllocation(of: Int.self, capacity: max(1, taps)) { offsets in
      for tap in 0..<taps { offsets[tap] = offset(tap) }
      weight.withUnsafeBufferPointer { weight in
        workspace.withUnsafeMutableBufferPointer { workspace in
          guard let target = workspace.baseAddress else { return }
          let panel = Int(CK_LARGEST_PANEL)
          let grain = (max(1, elementGrain / max(1, taps * depth)) + panel - 1) / panel * panel
          let offsets = UnsafePointer(offsets.baseAddress)
          pool.parallel(over: channels, grain: grain) { part in
            table.pack_convolution(
              target + position, weight.baseAddress, offsets, taps, depth, row, column, channels,
              part.lowerBound, part.upperBound)
          }
        }
      }
    }
  }

  /// Packs the taps that reach the pixels of a phase, turned around, with the channels' roles exchanged.
  func packTurned(
    _ weight: Tensor<Float>, _ row: ImageWindow.Axis.Phase, _ column: ImageWindow.Axis.Phase,
    _ window: ImageWindow, into workspace: inout Tensor<Float>, at position: Int
  ) {
    let kernel = weight.shape
    let tapSize = kernel[2] * kernel[3]
    guard row.taps * column.taps > 0 else { return }
    pack(
      weight, taps: row.taps * column.taps, depth: kernel[3], row: 1, column: kernel[3],
      channels: kernel[2], into: &workspace, at: position
    ) { tap in
      let y = row.lowest + (row.taps - 1 - tap / column.taps) * window.rows.stride
      let x = column.lowest + (column.taps - 1 - tap % column.taps) * window.columns.stride
      return (y * kernel[1] + x) * tapSize
    }
  }

  /// The input's gradient at the pixels of a phase: a convolution of the output's gradient.
  func runPhase(
    _ row: ImageWindow.Axis.Phase, _ column: ImageWindow.Axis.Phase,
    _ outputGradient: Tensor<Float>, _ outputLayout: ImageLayout, _ window: ImageWindow,
    _ workspace: Tensor<Float>, at position: Int, batch: Int,
    into inputGradient: inout Tensor<Float>, _ inputLayout: ImageLayout
  ) {
    let isReached = row.taps * column.taps > 0
    let first = isReached ? outputLayout.element(row: row.output, column: column.output) : 0
    outputGradient.withUnsafeBufferPointer { dy in
      workspace.withUnsafeBufferPointer { packed in
        inputGradient.withUnsafeMutableBufferPointer { dx in
          guard let dy = dy.baseAddress, let packed = packed.baseAddress,
            let dx = dx.baseAddress
          else { return }
          run(
            ck_convolution(
              images: batch, rows: row.count, columns: column.count,
              channels: inputLayout.channels, taps: isReached ? row.taps : 0,
              depth: column.taps * outputLayout.channels, input: dy + first,
              input_image: outputLayout.imageStride, input_row: outputLayout.rowStride,
              input_column: outputLayout.channels, input_tap: outputLayout.rowStride,
              packed: packed + position,
              output: dx + inputLayout.element(row: row.first, column: column.first),
              output_image: inputLayout.imageStride,
              output_row: window.rows.stride * inputLayout.rowStride,
              output_column: window.columns.stride * inputLayout.channels, bias: nil,
              rectified: false))
        }
      }
    }
  }

  /// Shares the rows of all images among the threads.
  func run(_ convolution: ck_convolution) {
    let height = convolution.rows
    let rowWork =
      convolution.columns * convolution.channels * max(1, convolution.taps * convolution.depth)
    pool.parallel(
      over: convolution.images * height, grain: max(1, smallConvolution / max(1, rowWork))
    ) { part in
      var row = part.lowerBound
      while row < part.upperBound {
        let (image, first) = row.quotientAndRemainder(dividingBy: height)
        // Whole images together, or what there is of one.
        let images = first == 0 ? max(1, (part.upperBound - row) / height) : 1
        let rows = min(height - first, part.upperBound - row)
        var piece = convolution
        piece.images = images
        piece.rows = rows
        piece.input += image * convolution.input_image + first * convolution.input_row
        piece.output += image * convolution.output_image + first * convolution.output_row
        table.convolve(&piece)
        row += images * rows
      }
    }
  }

  /// Shares the rows of the weights among the threads.
  func run(_ gradient: ck_convolution_gradient) {
    let rowWork = max(1, gradient.channels * gradient.rows * gradient.columns * gradient.images)
    let grain =
      (max(gradientRows, smallConvolution / rowWork) + gradientRows - 1) / gradientRows
      * gradientRows
    pool.parallel(over: gradient.taps * gradient.depth, grain: grain) { part in
      var gradient = gradient
      table.convolve_gradient(&gradient, part.lowerBound, part.upperBound)
    }
  }
}

import CKernels

/// Images in and out of other layouts.
extension ComputeContext {
  /// A mini-batch: `y[r] = x[rows[r]]`, inside the halo.
  ///
  /// - Parameters:
  ///   - x: `[examples, ...]`, row-major, each example the pixels of an image of this layout.
  ///   - rows: Which examples, in which order; each is checked.
  ///   - y: Of the layout.
  public func gatherImages(
    _ x: Tensor<Float>, rows: some Collection<Int32>, into y: inout Tensor<Float>,
    _ layout: ImageLayout
  ) {
    rows.withContiguousStorage { gatherChecked(x, rows: $0, into: &y, layout) }
  }

  private func gatherChecked(
    _ x: Tensor<Float>, rows: UnsafeBufferPointer<Int32>, into y: inout Tensor<Float>,
    _ layout: ImageLayout
  ) {
    guard !rows.isEmpty else { return }
    layout.check(y, batch: rows.count)
    let length = layout.width * layout.channels
    precondition(x.count == x.shape[0] * layout.count, "examples of \(x.shape) as \(layout)")
    x.withUnsafeBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        guard let source = x.baseAddress, let target = y.baseAddress else { return }
        for (image, row) in rows.enumerated() {
          precondition(
            row >= 0 && (Int(row) + 1) * layout.count <= x.count, "row \(row) outside the tensor")
          let from = source + Int(row) * layout.count
          let to = target + image * layout.imageStride + layout.origin
          for line in 0..<layout.height {
            (to + line * layout.rowStride).update(from: from + line * length, count: length)
          }
        }
      }
    }
  }

  /// Feature-major activations of images: feature `(row width + column) channels + channel`.
  ///
  /// - Parameters:
  ///   - x: Of the layout.
  ///   - batch: The images in use.
  ///   - y: `[features, lanes]`; unused lanes up to the next multiple of ``laneMultiple`` become 0.
  public func flatten(
    _ x: Tensor<Float>, _ layout: ImageLayout, batch: Int, into y: inout Tensor<Float>
  ) {
    layout.check(x, batch: batch)
    checkActivations(y, features: layout.count, batch: batch)
    let lanes = y.shape[1]
    let length = layout.width * layout.channels
    x.withUnsafeBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { return }
        pool.parallel(
          over: layout.height, grain: max(1, elementGrain / (length * batch))
        ) { part in
          for line in part {
            table.gather_transposed(
              y + line * length * lanes, lanes, x + layout.origin + line * layout.rowStride,
              layout.imageStride, nil, batch, 0, length)
          }
        }
      }
    }
  }

  /// The reverse of ``flatten(_:_:batch:into:)``.
  public func unflatten(
    _ y: Tensor<Float>, batch: Int, into x: inout Tensor<Float>, _ layout: ImageLayout
  ) {
    layout.check(x, batch: batch)
    checkActivations(y, features: layout.count, batch: batch)
    let lanes = y.shape[1]
    let length = layout.width * layout.channels
    x.withUnsafeMutableBufferPointer { x in
      y.withUnsafeBufferPointer { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { return }
        pool.parallel(
          over: layout.height, grain: max(1, elementGrain / (length * batch))
        ) { part in
          for line in part {
            table.scatter_transposed(
              x + layout.origin + line * layout.rowStride, layout.imageStride,
              y + line * length * lanes, lanes, batch, length)
          }
        }
      }
    }
  }

  /// Makes the halo +0 again, after an operation on the whole tensor that does not keep zeros.
  public func clearHalo(_ x: inout Tensor<Float>, _ layout: ImageLayout) {
    guard layout.halo > 0 else { return }
    layout.check(x, batch: 1)
    let images = x.shape[0]
    let side = layout.halo * layout.channels
    let frame = layout.halo * layout.rowStride
    x.withUnsafeMutableBufferPointer { x in
      guard let x = x.baseAddress else { return }
      forEachImage(images, layout) { image in
        let first = x + image * layout.imageStride
        first.update(repeating: 0, count: frame)
        (first + layout.imageStride - frame).update(repeating: 0, count: frame)
        for line in 0..<layout.height {
          let row = first + frame + line * layout.rowStride
          row.update(repeating: 0, count: side)
          (row + layout.rowStride - side).update(repeating: 0, count: side)
        }
      }
    }
  }

  /// Fills images with a dropout mask: element for element what
  /// ``fillDropoutMask(_:keep:stream:firstExample:batch:)`` gives for their features in feature-major
  /// order. The halo is not touched.
  public func fillDropoutMask(
    _ mask: inout Tensor<Float>, _ layout: ImageLayout, keep: Double, stream: RandomStream,
    firstExample: Int = 0, batch: Int
  ) {
    layout.check(mask, batch: batch)
    let draw = DropoutDraw(keep: keep, firstExample: firstExample, batch: batch)
    let length = layout.width * layout.channels
    mask.withUnsafeMutableBufferPointer { mask in
      guard let mask = mask.baseAddress else { return }
      forEachImage(batch, layout) { image in
        for line in 0..<layout.height {
          table.dropout_mask_run(
            mask + image * layout.imageStride + layout.origin + line * layout.rowStride, length,
            stream.code, UInt32(firstExample + image), UInt32(line * length), draw.threshold,
            draw.kept)
        }
      }
    }
  }
}

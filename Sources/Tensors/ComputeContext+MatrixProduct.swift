import CKernels

/// Rows of an output that one thread takes at least: a multiple of every register tile's height.
private let rowGrain = 24

/// Columns likewise: a multiple of every register tile's width.
private let columnGrain = 32

/// Multiply-adds below which handing work to another thread costs more than it saves.
private let smallProduct = 1 << 16

extension ComputeContext {
  /// `C = A B`, with each factor optionally transposed: one fused-multiply-add chain per element.
  ///
  /// - Parameters:
  ///   - a: `[m, k]`, or `[k, m]` when `transposeA`.
  ///   - b: `[k, n]`, or `[n, k]` when `transposeB`.
  ///   - c: `[m, n]`, overwritten.
  public func matrixProduct(
    _ a: Tensor<Float>, transposeA: Bool = false, _ b: Tensor<Float>, transposeB: Bool = false,
    into c: inout Tensor<Float>
  ) {
    precondition(a.shape.rank == 2 && b.shape.rank == 2 && c.shape.rank == 2, "not matrices")
    let m = a.shape[transposeA ? 1 : 0]
    let k = a.shape[transposeA ? 0 : 1]
    let n = b.shape[transposeB ? 0 : 1]
    precondition(
      b.shape[transposeB ? 1 : 0] == k && c.shape == [m, n],
      "product of \(a.shape) and \(b.shape) into \(c.shape)")
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeMutableBufferPointer { c in
          let aWidth = transposeA ? m : k
          let bWidth = transposeB ? k : n
          run(
            ck_product(
              m: m, n: n, k: k,
              a: a.baseAddress, a_row: transposeA ? 1 : aWidth,
              a_column: transposeA ? aWidth : 1,
              b: b.baseAddress, b_row: transposeB ? 1 : bWidth,
              b_column: transposeB ? bWidth : 1,
              c: c.baseAddress, c_row: n, bias: nil, padded: false))
        }
      }
    }
  }

  /// `Y = W X + b`: the forward pass of a dense layer.
  ///
  /// - Parameters:
  ///   - weight: `[out, in]`.
  ///   - bias: `[out]`, added to each finished chain.
  ///   - input: `[in, lanes]`, feature-major.
  ///   - batch: The lanes in use.
  ///   - output: `[out, lanes']`, feature-major.
  public func denseForward(
    weight: Tensor<Float>, bias: Tensor<Float>?, input: Tensor<Float>, batch: Int,
    into output: inout Tensor<Float>
  ) {
    let (rows, columns) = (weight.shape[0], weight.shape[1])
    checkActivations(input, features: columns, batch: batch)
    checkActivations(output, features: rows, batch: batch)
    precondition(bias == nil || bias?.count == rows, "bias of \(rows) outputs")
    let outputLanes = output.shape[1]
    weight.withUnsafeBufferPointer { weight in
      input.withUnsafeBufferPointer { x in
        output.withUnsafeMutableBufferPointer { y in
          let product = ck_product(
            m: rows, n: batch, k: columns,
            a: weight.baseAddress, a_row: columns, a_column: 1,
            b: x.baseAddress, b_row: input.shape[1], b_column: 1,
            c: y.baseAddress, c_row: outputLanes, bias: nil, padded: true)
          if let bias {
            bias.withUnsafeBufferPointer { bias in
              var product = product
              product.bias = bias.baseAddress
              run(product)
            }
          } else {
            run(product)
          }
        }
      }
    }
  }

  /// `dX = W^T dY`: what a dense layer hands to the layer below.
  ///
  /// - Parameters:
  ///   - weight: `[out, in]`.
  ///   - outputGradient: `[out, lanes]`, feature-major.
  ///   - batch: The lanes in use.
  ///   - inputGradient: `[in, lanes']`, feature-major.
  public func denseInputGradient(
    weight: Tensor<Float>, outputGradient: Tensor<Float>, batch: Int,
    into inputGradient: inout Tensor<Float>
  ) {
    let (rows, columns) = (weight.shape[0], weight.shape[1])
    checkActivations(outputGradient, features: rows, batch: batch)
    checkActivations(inputGradient, features: columns, batch: batch)
    let inputLanes = inputGradient.shape[1]
    weight.withUnsafeBufferPointer { weight in
      outputGradient.withUnsafeBufferPointer { dy in
        inputGradient.withUnsafeMutableBufferPointer { dx in
          run(
            ck_product(
              m: columns, n: batch, k: rows,
              a: weight.baseAddress, a_row: 1, a_column: columns,
              b: dy.baseAddress, b_row: outputGradient.shape[1], b_column: 1,
              c: dx.baseAddress, c_row: inputLanes, bias: nil, padded: true))
        }
      }
    }
  }

  /// `dW = dY X^T`, summed over the batch in chunks of ``batchChunk`` examples and a pairwise tree.
  ///
  /// - Parameters:
  ///   - outputGradient: `[out, lanes]`, feature-major.
  ///   - input: `[in, lanes']`, feature-major.
  ///   - batch: The lanes in use.
  ///   - weightGradient: `[out, in]`, overwritten.
  public func denseWeightGradient(
    outputGradient: Tensor<Float>, input: Tensor<Float>, batch: Int,
    into weightGradient: inout Tensor<Float>
  ) {
    let shape = weightGradient.shape
    weightGradient.withUnsafeMutableBufferPointer { dw in
      sumWeightGradient(
        shape, outputGradient: outputGradient, input: input, batch: batch, into: dw.baseAddress,
        moving: nil)
    }
  }

  /// - Parameters:
  ///   - shape: Of the weight.
  ///   - gradient: Where the gradient goes, unless an update takes it.
  func sumWeightGradient(
    _ shape: Shape, outputGradient: Tensor<Float>, input: Tensor<Float>, batch: Int,
    into gradient: UnsafeMutablePointer<Float>?, moving update: UnsafePointer<ck_update>?
  ) {
    let (rows, columns) = (shape[0], shape[1])
    checkActivations(outputGradient, features: rows, batch: batch)
    checkActivations(input, features: columns, batch: batch)
    outputGradient.withUnsafeBufferPointer { dy in
      input.withUnsafeBufferPointer { x in
        run(
          ck_batch_product(
            m: rows, n: columns, batch: batch,
            output_gradient: dy.baseAddress, output_gradient_row: outputGradient.shape[1],
            input: x.baseAddress, input_row: input.shape[1],
            c: gradient, c_row: columns, update: update))
      }
    }
  }

  /// `db`: the sum of each row of `dY` over the batch, in chunks and a tree like the weights' gradient.
  ///
  /// - Parameters:
  ///   - outputGradient: `[out, lanes]`, feature-major.
  ///   - batch: The lanes in use.
  ///   - biasGradient: `[out]`, overwritten.
  public func denseBiasGradient(
    outputGradient: Tensor<Float>, batch: Int, into biasGradient: inout Tensor<Float>
  ) {
    let rows = biasGradient.count
    checkActivations(outputGradient, features: rows, batch: batch)
    let lanes = outputGradient.shape[1]
    outputGradient.withUnsafeBufferPointer { dy in
      biasGradient.withUnsafeMutableBufferPointer { db in
        guard let dy = dy.baseAddress, let db = db.baseAddress else { return }
        pool.parallel(over: rows, grain: max(1, smallProduct / 4 / max(1, batch))) { range in
          table.batch_sum(
            db + range.lowerBound, dy + range.lowerBound * lanes, lanes, range.count, batch)
        }
      }
    }
  }

  /// Checks that a tensor can hold `batch` examples of `features` features, one per lane.
  func checkActivations(_ tensor: Tensor<Float>, features: Int, batch: Int) {
    precondition(
      tensor.shape.rank == 2 && tensor.shape[0] == features && batch >= 0
        && tensor.shape[1] >= batch && tensor.shape[1] % Self.laneMultiple == 0,
      "\(tensor.shape) cannot hold \(batch) examples of \(features) features, one per lane")
  }

  /// Shares the longer side of the output among the threads.
  private func run(_ product: ck_product) {
    let byRows = product.m >= product.n || product.padded
    let count = byRows ? product.m : product.n
    let other = max(1, byRows ? product.n : product.m) * max(1, product.k)
    let unit = byRows ? rowGrain : columnGrain
    let grain = (max(unit, smallProduct / other) + unit - 1) / unit * unit
    pool.parallel(over: count, grain: grain) { range in
      var part = product
      if byRows {
        part.m = range.count
        part.a += range.lowerBound * product.a_row
        part.c += range.lowerBound * product.c_row
        if let bias = product.bias { part.bias = bias + range.lowerBound }
      } else {
        part.n = range.count
        part.b += range.lowerBound * product.b_column
        part.c += range.lowerBound
      }
      table.product(&part)
    }
  }

  /// By columns where there are enough of them, since each part packs the columns it works on.
  private func run(_ product: ck_batch_product) {
    let byColumns = product.n >= columnGrain * pool.threads
    let count = byColumns ? product.n : product.m
    let other = max(1, byColumns ? product.m : product.n) * max(1, product.batch)
    let unit = byColumns ? columnGrain : rowGrain
    let grain = (max(unit, smallProduct / other) + unit - 1) / unit * unit
    pool.parallel(over: count, grain: grain) { range in
      var part = product
      let first = range.lowerBound * (byColumns ? 1 : product.c_row)
      if byColumns {
        part.n = range.count
        part.input += range.lowerBound * product.input_row
      } else {
        part.m = range.count
        part.output_gradient += range.lowerBound * product.output_gradient_row
      }
      part.c = product.c.map { $0 + first }
      guard var update = product.update?.pointee else { return table.batch_product(&part) }
      update.weight += first
      update.first = update.first.map { $0 + first }
      update.second = update.second.map { $0 + first }
      withUnsafePointer(to: update) { update in
        part.update = update
        table.batch_product(&part)
      }
    }
  }
}

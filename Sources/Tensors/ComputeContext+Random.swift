import CKernels

/// A thread fills at least this many elements.
private let randomGrain = 1 << 12

/// How the 24-bit uniform numbers of a dropout mask become its elements.
struct DropoutDraw {
  /// Numbers below it keep their element.
  let threshold: UInt32
  /// What a kept element is multiplied by.
  let kept: Float

  init(keep: Double, firstExample: Int, batch: Int) {
    precondition(keep >= 0 && keep <= 1, "keep probability \(keep)")
    precondition(
      firstExample >= 0 && firstExample + batch <= Int(UInt32.max), "example \(firstExample)")
    threshold = UInt32((keep * 0x1p24).rounded(.up))
    kept = keep > 0 ? Float(1 / keep) : 0
  }
}

extension ComputeContext {
  /// Fills a tensor with `fma(u, high - low, low)`, u uniform in [0, 1) from word `first + position`.
  ///
  /// Rounding can make the result `high` itself, though u is below 1.
  public func fillUniform(
    _ tensor: inout Tensor<Float>, from low: Float, to high: Float, stream: RandomStream,
    first: UInt64 = 0
  ) {
    let kernel = table.random_uniform
    fill(&tensor) { pointer, position, count in
      kernel?(pointer, count, low, high, stream.code, first + UInt64(position))
    }
  }

  /// Fills a tensor with `fma(z, standardDeviation, mean)`, z normal by Box and Muller's method.
  ///
  /// Words 4j and 4j+1 of the stream give elements 4j (cosine) and 4j+1 (sine), words 4j+2 and 4j+3 the
  /// next two.
  public func fillNormal(
    _ tensor: inout Tensor<Float>, mean: Float = 0, standardDeviation: Float = 1,
    stream: RandomStream, first: UInt64 = 0
  ) {
    let kernel = table.random_normal
    fill(&tensor) { pointer, position, count in
      kernel?(pointer, count, mean, standardDeviation, stream.code, first + UInt64(position))
    }
  }

  /// Fills a feature-major tensor with a dropout mask: `1 / keep` with probability `keep`, else 0.
  ///
  /// Lane `j` belongs to example `firstExample + j`. An element depends on (stream, example, feature)
  /// only, neither on the number of lanes nor on the batch, so a mask can be made in any pieces: word
  /// `feature % 4` of the block with counter (feature / 4, example, stream identifier). For another
  /// step or pass take another ``RandomStream/substream(_:)``.
  ///
  /// - Parameters:
  ///   - mask: `[features, lanes]`; all lanes up to the next multiple of ``laneMultiple`` are written.
  ///   - keep: In 0 ... 1. An element is kept when its 24-bit uniform number is below it.
  ///   - batch: The lanes in use.
  public func fillDropoutMask(
    _ mask: inout Tensor<Float>, keep: Double, stream: RandomStream, firstExample: Int = 0,
    batch: Int
  ) {
    let draw = DropoutDraw(keep: keep, firstExample: firstExample, batch: batch)
    let (features, row) = (mask.shape[0], mask.shape[1])
    checkActivations(mask, features: features, batch: batch)
    let lanes = Self.lanes(for: batch)
    let grain = (max(1, randomGrain / max(1, lanes)) + 3) / 4 * 4
    mask.withUnsafeMutableBufferPointer { mask in
      pool.parallel(over: features, grain: grain) { part in
        table.dropout_mask(
          mask.baseAddress, row, part.lowerBound, part.upperBound, lanes, stream.code,
          UInt32(firstExample), draw.threshold, draw.kept)
      }
    }
  }

  private func fill(
    _ tensor: inout Tensor<Float>, _ body: (UnsafeMutablePointer<Float>, Int, Int) -> Void
  ) {
    tensor.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      pool.parallel(over: buffer.count, grain: randomGrain) { part in
        body(base + part.lowerBound, part.lowerBound, part.count)
      }
    }
  }
}

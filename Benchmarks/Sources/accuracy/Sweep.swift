import Tensors

/// What a comparison over many arguments found.
struct Sweep: Sendable {
  private(set) var compared = 0
  /// Results that are not the rounded oracle's.
  private(set) var misrounded = 0
  /// In units of the last place of the result.
  private(set) var worst = 0.0
  private(set) var worstArgument: Float = 0

  private static let block = 1 << 16

  /// Compares at every `stride`-th bit pattern, NaNs left out; the threads share the blocks.
  mutating func run(
    _ function: ElementaryFunction, stride: Int, _ context: ComputeContext, _ pool: ThreadPool
  ) {
    let count = ((1 << 32) + stride - 1) / stride
    let blocks = (count + Self.block - 1) / Self.block
    var parts = [Sweep](repeating: Sweep(), count: blocks)
    parts.withUnsafeMutableBufferPointer { parts in
      // Each block has a place of its own to write to.
      nonisolated(unsafe) let parts = parts
      pool.parallel(over: blocks) { range in
        for block in range {
          let first = block * Self.block
          parts[block].compare(
            function, (first..<min(count, first + Self.block)).map { UInt32($0 * stride) }, context)
        }
      }
    }
    for part in parts { add(part) }
  }

  private mutating func compare(
    _ function: ElementaryFunction, _ patterns: [UInt32], _ context: ComputeContext
  ) {
    let inputs = patterns.map(Float.init(bitPattern:)).filter { !$0.isNaN }
    guard !inputs.isEmpty else { return }
    let x = Tensor(inputs)
    var y = Tensor<Float>(zeros: x.shape)
    function.compute(context, x, &y)
    for (index, input) in inputs.enumerated() {
      let exact = function.oracle(Wide(input))
      let found = y[flat: index]
      compared += 1
      let rounded = Float(exact)
      if found == rounded || (found.isNaN && rounded.isNaN) { continue }
      misrounded += 1
      let unit = Wide(rounded.isFinite ? rounded.ulp : Float.greatestFiniteMagnitude.ulp)
      let error = Double(abs(Wide(found) - exact) / unit)
      if !(error <= worst) { (worst, worstArgument) = (error, input) }
    }
  }

  private mutating func add(_ other: Sweep) {
    compared += other.compared
    misrounded += other.misrounded
    if !(other.worst <= worst) { (worst, worstArgument) = (other.worst, other.worstArgument) }
  }
}

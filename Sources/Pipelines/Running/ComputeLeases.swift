import Tensors

/// Contexts with as many threads as a lease allows, used again when they are given back.
struct ComputeLeases {
  private let whole: ComputeContext
  private var idle: [Int: [ComputeContext]] = [:]

  /// - Parameter whole: with all threads of the run.
  init(_ whole: ComputeContext) {
    self.whole = whole
    giveBack(whole)
  }

  /// A context that nobody else uses.
  ///
  /// - Throws: ``ArithmeticError`` if a thread cannot be started.
  mutating func take(threads: Int) throws(ArithmeticError) -> ComputeContext {
    if let context = idle[threads]?.popLast() { return context }
    return ComputeContext(kernels: whole.kernels, pool: try ThreadPool(threads: threads))
  }

  mutating func giveBack(_ context: ComputeContext) {
    idle[context.pool.threads, default: []].append(context)
  }
}

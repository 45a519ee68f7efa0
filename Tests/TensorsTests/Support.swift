@testable import Tensors

extension ComputeContext {
  /// For messages.
  var label: String { "\(kernels.instructionSet) with \(pool.threads) threads" }
}

/// Every instruction set that this CPU has, with 1, 2, 3 and 7 threads.
let contexts: [ComputeContext] = InstructionSet.available.flatMap { set in
  [1, 2, 3, 7].compactMap { threads in
    try? ComputeContext(instructionSet: set, threads: threads)
  }
}

/// One context per instruction set.
let singleThreaded: [ComputeContext] = contexts.filter { $0.pool.threads == 1 }

/// Uniform numbers in [-1, 1), made in plain Swift.
func values(_ shape: Shape, _ name: String) -> Tensor<Float> {
  KernelSelfTest.inputs(shape, name)
}

func transposed(_ x: Tensor<Float>) -> Tensor<Float> {
  let (rows, columns) = (x.shape[0], x.shape[1])
  return Tensor(
    shape: [columns, rows],
    elements: (0..<x.count).map { x[$0 % rows, $0 / rows] })
}

/// The digest of shape and bits that the golden tables hold.
func digest<Element>(_ tensor: Tensor<Element>) -> UInt64 { KernelSelfTest.digest(tensor) }

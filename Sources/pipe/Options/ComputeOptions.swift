import ArgumentParser
import Tensors

/// How much of the machine to use; no result depends on it.
struct ComputeOptions: ParsableArguments {
  @Option(
    help: "The number of threads; default: one for every processor. PIPE_ISA picks the kernels.")
  var threads: Int?

  func context() throws -> ComputeContext { try ComputeContext(threads: threads) }
}

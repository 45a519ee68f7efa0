import ArgumentParser
import Pipelines
import Tensors

/// How much of the machine to use; no result depends on it.
struct ComputeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The number of threads; default: one for every processor. PIPE_ISA picks the kernels.",
      valueName: "n"))
  var threads: Int?

  func context() throws -> ComputeContext { try ComputeContext(threads: threads) }
}

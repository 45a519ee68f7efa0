import Tensors

/// One thread and the fastest kernels of this machine, whatever the environment says.
func testContext(
  _ instructionSet: InstructionSet = .fastest, threads: Int = 1
) throws -> ComputeContext {
  try ComputeContext(instructionSet: instructionSet, threads: threads)
}

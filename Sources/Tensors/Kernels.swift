import CKernels

/// The kernels of one instruction set.
///
/// `@unchecked Sendable`: the pointer is to a constant table with static lifetime.
public struct Kernels: @unchecked Sendable {
  /// The instruction set that these kernels use.
  public let instructionSet: InstructionSet

  let table: UnsafePointer<ck_kernels>

  /// - Throws: ``ArithmeticError/unsupportedInstructionSet(_:available:)``.
  public init(_ instructionSet: InstructionSet) throws(ArithmeticError) {
    guard let table = ck_kernels_for(instructionSet.code) else {
      throw .unsupportedInstructionSet(instructionSet, available: InstructionSet.available)
    }
    self.instructionSet = instructionSet
    self.table = table
  }
}

import Tensors

/// One way to execute a stage: nothing of it may reach a result.
public struct CheckVariant: Hashable, Sendable, CustomStringConvertible {
  public let instructionSet: InstructionSet
  public let threads: Int

  public init(_ instructionSet: InstructionSet, threads: Int) {
    self.instructionSet = instructionSet
    self.threads = threads
  }

  public var description: String { "\(instructionSet)/\(threads)" }

  /// As few variants as have every instruction set and every number of threads at least once.
  ///
  /// - Precondition: neither list is empty.
  public static func covering(
    _ instructionSets: [InstructionSet], threads: [Int]
  ) -> [CheckVariant] {
    (0..<max(instructionSets.count, threads.count)).map {
      CheckVariant(
        instructionSets[$0 % instructionSets.count], threads: threads[$0 % threads.count])
    }
  }

  /// Every instruction set with every number of threads.
  public static func all(
    _ instructionSets: [InstructionSet], threads: [Int]
  ) -> [CheckVariant] {
    instructionSets.flatMap { set in threads.map { CheckVariant(set, threads: $0) } }
  }
}

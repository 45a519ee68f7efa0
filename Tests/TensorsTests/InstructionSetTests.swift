import Testing

@testable import Tensors

@Suite struct InstructionSetTests {
  @Test("the scalar reference is always there, and the fastest is the last")
  func available() {
    #expect(InstructionSet.available.first == .scalar)
    #expect(InstructionSet.available.last == InstructionSet.fastest)
    #expect(contexts.count == InstructionSet.available.count * 4)
  }

  @Test("a name selects; none selects the fastest")
  func selection() throws {
    #expect(try InstructionSet.selected(named: nil) == .fastest)
    #expect(try InstructionSet.selected(named: "") == .fastest)
    for set in InstructionSet.available {
      #expect(try InstructionSet.selected(named: set.rawValue) == set)
    }
  }

  @Test("an unknown or unsupported name says what this CPU has")
  func refusal() throws {
    let available = InstructionSet.available
    let unknown = ArithmeticError.unknownInstructionSet(name: "avx1024", available: available)
    #expect(throws: unknown) { try InstructionSet.selected(named: "avx1024") }
    #expect(throws: ArithmeticError.self) { try InstructionSet.selected(named: "AVX2") }
    #expect(unknown.description.contains("'avx1024'"))
    #expect(unknown.description.contains("scalar"))
    for set in InstructionSet.allCases where !set.isAvailable {
      let error = ArithmeticError.unsupportedInstructionSet(set, available: available)
      #expect(throws: error) { try InstructionSet.selected(named: set.rawValue) }
      #expect(throws: error) { try Kernels(set) }
    }
  }
}

import Testing

@testable import Tensors

@Suite struct TensorTests {
  @Test("a shape counts, indexes and describes itself")
  func shape() {
    let shape: Shape = [512, 10]
    #expect(shape.count == 5120 && shape.rank == 2 && shape[1] == 10)
    #expect("\(shape)" == "512x10" && "\(Shape([]))" == "scalar")
    #expect(Shape([]).count == 1 && Shape([3, 0, 2]).count == 0)
    #expect(shape == Shape([512, 10]) && shape != [10, 512])
  }

  @Test("elements keep their row-major order")
  func order() {
    let tensor = Tensor<Int32>(shape: [2, 3], elements: [1, 2, 3, 4, 5, 6])
    #expect(tensor[1, 0] == 4 && tensor[flat: 2] == 3 && tensor.count == 6)
    #expect(tensor.elements == [1, 2, 3, 4, 5, 6])
    #expect(tensor.rows(1..<2) == Tensor(shape: [1, 3], elements: [4, 5, 6]))
    #expect(tensor.reshaped(to: [3, 2])[1, 0] == 3)
    #expect(tensor.withSpan { $0[5] } == 6)
    #expect("\(tensor)" == "int32 2x3")
  }

  @Test("a copy is independent of its original")
  func valueSemantics() {
    let original = Tensor<Float>(zeros: [4])
    var copy = original
    copy[flat: 1] = 5
    copy.withMutableSpan { $0[2] = 6 }
    #expect(original == Tensor<Float>(zeros: [4]))
    #expect(copy == Tensor<Float>([0, 5, 6, 0]))
  }

  @Test("writing into a tensor that nobody shares keeps its memory; a shared one moves")
  func copyOnWrite() {
    var tensor = Tensor<Double>(zeros: [8])
    let before = tensor.withUnsafeBufferPointer { $0.baseAddress }
    tensor[flat: 0] = 1
    #expect(tensor.withUnsafeBufferPointer { $0.baseAddress } == before)
    let shared = tensor
    tensor[flat: 0] = 2
    #expect(tensor.withUnsafeBufferPointer { $0.baseAddress } != before)
    #expect(shared[flat: 0] == 1)
  }

  @Test("storage is aligned to 64 bytes, also when empty or odd", arguments: [0, 1, 7, 1000])
  func alignment(count: Int) {
    let bytes = Tensor<UInt8>(zeros: [count])
    #expect(bytes.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) % 64 } == 0)
    #expect(bytes.elements == [UInt8](repeating: 0, count: count))
  }

  @Test("equality is of bits: NaN equals itself, the two zeros differ, shapes count")
  func equality() {
    #expect(Tensor<Float>([.nan]) == Tensor<Float>([.nan]))
    #expect(Tensor<Float>([0.0]) != Tensor<Float>([-0.0]))
    #expect(Tensor<Int64>(zeros: [2, 3]) != Tensor<Int64>(zeros: [3, 2]))
    #expect(Tensor<Int64>(zeros: [0]) == Tensor<Int64>(zeros: [0]))
  }

  @Test("an initialiser fills the storage in place and passes errors on")
  func initializing() {
    struct Refused: Error {}
    let tensor = Tensor<Int32>(shape: [3]) { buffer in
      for i in 0..<3 { buffer.initializeElement(at: i, to: Int32(i)) }
    }
    #expect(tensor.elements == [0, 1, 2])
    #expect(throws: Refused.self) {
      try Tensor<Int32>(shape: [3]) { _ throws(Refused) in throw Refused() }
    }
  }
}

import Dispatch
import Synchronization
import Tensors
import Testing

@testable import Artifacts

@Suite("Loading from several threads")
struct ConcurrentLoadTests {
  @Test("threads that want the same object at the same time share one copy of it")
  func sharing() throws {
    let scratch = try Scratch()
    var bundle = TensorBundle()
    bundle.set(
      "values", .float64(Tensor(shape: [200_000], elements: (0..<200_000).map(Double.init))))
    let document: JSONValue = ["kind": "sample"]
    let receipt = try scratch.store().commit(
      key: try StageKey(document: document), document: document,
      outputs: ["values": .tensors(bundle)], provenance: Sample.provenance)
    let output = try #require(receipt.outputs["values"])
    let store = try scratch.store()
    let copies = Mutex<Set<UInt>>([])
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      guard case .tensors(let loaded)? = try? store.load(output),
        case .float64(let tensor)? = loaded["values"]
      else { return }
      let address = tensor.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
      copies.withLock { _ = $0.insert(address) }
    }
    #expect(copies.withLock(\.count) == 1)
  }
}

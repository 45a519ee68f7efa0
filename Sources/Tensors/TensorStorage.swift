/// The memory of a tensor: 64-byte aligned, with 64 spare bytes behind the last element.
///
/// It is `@unchecked Sendable` because it is written only through a ``Tensor`` that holds the one
/// reference to it (`isKnownUniquelyReferenced`); shared storage is never written again.
@usableFromInline
final class TensorStorage<Element: TensorElement>: @unchecked Sendable {
  @usableFromInline let base: UnsafeMutablePointer<Element>
  @usableFromInline let count: Int

  /// The elements are uninitialised; the spare bytes are zero.
  @usableFromInline
  init(uninitializedCount count: Int) {
    let bytes = count * MemoryLayout<Element>.stride
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes + 64, alignment: 64)
    (raw + bytes).initializeMemory(as: UInt8.self, repeating: 0, count: 64)
    base = raw.bindMemory(to: Element.self, capacity: count)
    self.count = count
  }

  @usableFromInline
  convenience init(copying other: TensorStorage) {
    self.init(uninitializedCount: other.count)
    base.initialize(from: other.base, count: count)
  }

  deinit {
    UnsafeMutableRawPointer(base).deallocate()
  }
}

import HDF5

extension TensorBundle {
  /// SHA-256 of the logical content, encoded as docs/store.md lays down: names, types, shapes,
  /// little-endian elements and attributes, all in the order of the names.
  public func digest() -> Digest {
    var hasher = ContentHasher()
    hasher.update(bytesOf: "pipe.tensors/1\n")
    hasher.update(attributes: attributes)
    hasher.update(count: entries.count)
    for (name, entry) in entries {
      hasher.update(text: name)
      hasher.update(text: entry.tensor.elementType.rawValue)
      let dimensions = entry.tensor.dimensions
      hasher.update(count: dimensions.count)
      for dimension in dimensions { hasher.update(count: dimension) }
      hasher.update(attributes: entry.attributes)
      hasher.update(elementsOf: entry.tensor)
    }
    return hasher.finalize()
  }
}

extension ContentHasher {
  fileprivate mutating func update(attributes: NameTable<TensorBundle.AttributeValue>) {
    update(count: attributes.count)
    for (name, value) in attributes {
      update(text: name)
      switch value {
      case .string(let text):
        update(text: "string")
        update(text: text)
      case .integer(let number):
        update(text: "integer")
        update(number: UInt64(bitPattern: number))
      case .double(let number):
        update(text: "double")
        update(number: number.bitPattern)
      case .strings(let texts):
        update(text: "strings")
        update(count: texts.count)
        for text in texts { update(text: text) }
      case .integers(let numbers):
        update(text: "integers")
        update(count: numbers.count)
        for number in numbers { update(number: UInt64(bitPattern: number)) }
      case .doubles(let numbers):
        update(text: "doubles")
        update(count: numbers.count)
        for number in numbers { update(number: number.bitPattern) }
      }
    }
  }

  fileprivate mutating func update(elementsOf tensor: AnyTensor) {
    update(count: tensor.byteCount)
    #if _endian(little)
      tensor.withUnsafeBytes { update($0) }
    #else
      #error("tensors are hashed as little-endian bytes; swap them here")
    #endif
  }
}

import Artifacts
import Tensors

extension FirstDifference {
  /// The first tensor in the order of the names, or attribute, that two bundles do not share.
  static func between(_ stored: TensorBundle, _ found: TensorBundle) -> FirstDifference? {
    var names = NameTable<Void>()
    for name in stored.names + found.names { names[name] = () }
    for name in names.names {
      guard let old = stored.entries[name], let new = found.entries[name] else {
        return FirstDifference(
          place: "tensor '\(name)'", stored: stored.entries[name].map(summary) ?? "absent",
          found: found.entries[name].map(summary) ?? "absent")
      }
      guard summary(old) == summary(new) else {
        return FirstDifference(
          place: "tensor '\(name)'", stored: summary(old), found: summary(new))
      }
      if let element = between(old.tensor, new.tensor, name) { return element }
      if let attribute = between(old.attributes, new.attributes, "tensor '\(name)'") {
        return attribute
      }
    }
    return between(stored.attributes, found.attributes, "bundle")
  }

  private static func summary(_ entry: TensorBundle.Entry) -> String {
    let shape = entry.tensor.dimensions.map(String.init).joined(separator: "×")
    return "\(entry.tensor.elementType.rawValue) \(shape)"
  }

  private static func between(
    _ stored: NameTable<TensorBundle.AttributeValue>,
    _ found: NameTable<TensorBundle.AttributeValue>, _ owner: String
  ) -> FirstDifference? {
    var names = NameTable<Void>()
    for name in stored.names + found.names { names[name] = () }
    for name in names.names where stored[name] != found[name] {
      return FirstDifference(
        place: "attribute '\(name)' of the \(owner)",
        stored: stored[name].map { "\($0)" } ?? "absent",
        found: found[name].map { "\($0)" } ?? "absent")
    }
    return nil
  }

  /// The first element in row-major order of two tensors of one type and shape.
  private static func between(
    _ stored: AnyTensor, _ found: AnyTensor, _ name: String
  ) -> FirstDifference? {
    switch (stored, found) {
    case (.float32(let old), .float32(let new)):
      between(old, new, name, \.bitPattern) { "\($0) (0x\(hexadecimal($0.bitPattern)))" }
    case (.float64(let old), .float64(let new)):
      between(old, new, name, \.bitPattern) { "\($0) (0x\(hexadecimal($0.bitPattern)))" }
    case (.uint8(let old), .uint8(let new)): between(old, new, name, \.self) { "\($0)" }
    case (.int32(let old), .int32(let new)): between(old, new, name, \.self) { "\($0)" }
    case (.int64(let old), .int64(let new)): between(old, new, name, \.self) { "\($0)" }
    default: nil
    }
  }

  private static func between<Element, Bits: Equatable>(
    _ stored: Tensor<Element>, _ found: Tensor<Element>, _ name: String,
    _ bits: (Element) -> Bits, _ text: (Element) -> String
  ) -> FirstDifference? {
    stored.withUnsafeBufferPointer { old in
      found.withUnsafeBufferPointer { new in
        guard let flat = old.indices.first(where: { bits(old[$0]) != bits(new[$0]) }) else {
          return nil
        }
        let index = self.index(ofElement: flat, in: stored.shape.dimensions)
        return FirstDifference(
          place: "tensor '\(name)', element [\(index.map(String.init).joined(separator: ", "))]",
          stored: text(old[flat]), found: text(new[flat]))
      }
    }
  }

  /// The position along every dimension of an element that is counted in row-major order.
  private static func index(ofElement flat: Int, in dimensions: [Int]) -> [Int] {
    var rest = flat
    var index = [Int](repeating: 0, count: dimensions.count)
    for dimension in dimensions.indices.reversed() {
      index[dimension] = rest % dimensions[dimension]
      rest /= dimensions[dimension]
    }
    return index
  }

  private static func hexadecimal<Bits: FixedWidthInteger>(_ bits: Bits) -> String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: Bits.bitWidth / 4 - digits.count) + digits
  }
}

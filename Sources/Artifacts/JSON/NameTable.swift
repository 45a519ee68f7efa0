/// Values under names, always in the order of the names' UTF-8 bytes.
///
/// Unlike a `Dictionary` it has one order, and unlike `String` it takes two names for one only when
/// their bytes are equal: what is hashed and stored must not depend on Unicode normalisation.
/// Lookup takes O(log n), insertion O(n), or O(1) when names come in order.
///
/// Inlinable, because other modules fill tables by the thousand when they plan: code for any type of
/// value takes a multiple of the time of code for one.
public struct NameTable<Value> {
  public typealias Element = (name: String, value: Value)

  @usableFromInline var orderedNames: [String] = []
  @usableFromInline var orderedValues: [Value] = []

  @inlinable
  public init() {}

  @inlinable
  public var names: [String] { orderedNames }

  /// The values in the order of their names.
  @inlinable
  public var values: [Value] { orderedValues }

  /// The values of a dictionary, in the order of their names.
  public init(_ dictionary: [String: Value]) {
    for (name, value) in dictionary { self[name] = value }
  }

  /// The value under a name; setting nil removes it.
  @inlinable
  public subscript(name: String) -> Value? {
    get {
      let (index, found) = position(of: name)
      return found ? orderedValues[index] : nil
    }
    set {
      let (index, found) = position(of: name)
      switch (newValue, found) {
      case (let value?, true): orderedValues[index] = value
      case (let value?, false): insert(value, under: name, at: index)
      case (nil, true):
        orderedNames.remove(at: index)
        orderedValues.remove(at: index)
      case (nil, false): break
      }
    }
  }

  /// Adds a value under a new name; false, and no change, when the name is taken.
  @inlinable
  public mutating func insert(_ value: Value, under name: String) -> Bool {
    let (index, found) = position(of: name)
    guard !found else { return false }
    insert(value, under: name, at: index)
    return true
  }

  @inlinable
  mutating func insert(_ value: Value, under name: String, at index: Int) {
    if index == orderedNames.count {
      orderedNames.append(name)
      orderedValues.append(value)
    } else {
      orderedNames.insert(name, at: index)
      orderedValues.insert(value, at: index)
    }
  }

  /// The same names with other values.
  @inlinable
  public func mapValues<Other>(
    _ transform: (Value) throws -> Other
  ) rethrows -> NameTable<Other> {
    NameTable<Other>(names: orderedNames, values: try orderedValues.map(transform))
  }

  @inlinable
  init(names: [String], values: [Value]) {
    orderedNames = names
    orderedValues = values
  }

  @inlinable
  func position(of name: String) -> (index: Int, found: Bool) { orderedNames.position(of: name) }
}

extension NameTable: Sendable where Value: Sendable {}

extension NameTable: RandomAccessCollection {
  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { orderedNames.count }
  @inlinable
  public subscript(position: Int) -> Element { (orderedNames[position], orderedValues[position]) }
}

extension NameTable: Equatable where Value: Equatable {
  public static func == (left: Self, right: Self) -> Bool {
    left.values == right.values
      && left.names.elementsEqual(right.names) { $0.hasSameBytes(as: $1) }
  }
}

extension NameTable: ExpressibleByDictionaryLiteral {
  /// - Precondition: no name occurs twice.
  @inlinable
  public init(dictionaryLiteral elements: (String, Value)...) {
    for (name, value) in elements {
      let isNew = insert(value, under: name)
      precondition(isNew, "'\(name)' occurs twice")
    }
  }
}

extension [String] {
  /// Where a name stands, or belongs, in names that are in the order of their bytes.
  @usableFromInline
  func position(of name: String) -> (index: Int, found: Bool) {
    if let last, last.precedesInBytes(name) { return (count, false) }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].precedesInBytes(name) { low = middle + 1 } else { high = middle }
    }
    return (low, low < count && self[low].hasSameBytes(as: name))
  }
}

extension String {
  /// Order of UTF-8 bytes, which is that of Unicode scalars.
  func precedesInBytes(_ other: String) -> Bool { compareBytes(with: other) < 0 }

  func hasSameBytes(as other: String) -> Bool {
    utf8.count == other.utf8.count && compareBytes(with: other) == 0
  }

  /// Below, at or above zero as this text's bytes come before, equal or follow the other's.
  private func compareBytes(with other: String) -> Int {
    let order = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
          return left[index] < right[index] ? -1 : 1
        }
        return left.count - right.count
      }
    }
    if let order = order ?? nil { return order }
    return utf8.lexicographicallyPrecedes(other.utf8) ? -1 : utf8.elementsEqual(other.utf8) ? 0 : 1
  }
}

/// Values under names, always in the order of the names' UTF-8 bytes.
///
/// Unlike a `Dictionary` it has one order, and unlike `String` it takes two names for one only when
/// their bytes are equal: what is hashed and stored must not depend on Unicode normalisation.
/// Lookup takes O(log n), insertion O(n), or O(1) when names come in order.
public struct NameTable<Value> {
  public typealias Element = (name: String, value: Value)

  public private(set) var names: [String] = []
  public private(set) var values: [Value] = []

  public init() {}

  /// The values of a dictionary, in the order of their names.
  public init(_ dictionary: [String: Value]) {
    for (name, value) in dictionary { self[name] = value }
  }

  /// The value under a name; setting nil removes it.
  public subscript(name: String) -> Value? {
    get {
      let (index, found) = position(of: name)
      return found ? values[index] : nil
    }
    set {
      let (index, found) = position(of: name)
      switch (newValue, found) {
      case (let value?, true): values[index] = value
      case (let value?, false):
        names.insert(name, at: index)
        values.insert(value, at: index)
      case (nil, true):
        names.remove(at: index)
        values.remove(at: index)
      case (nil, false): break
      }
    }
  }

  /// Adds a value under a new name; false, and no change, when the name is taken.
  public mutating func insert(_ value: Value, under name: String) -> Bool {
    let (index, found) = position(of: name)
    guard !found else { return false }
    names.insert(name, at: index)
    values.insert(value, at: index)
    return true
  }

  /// The same names with other values.
  public func mapValues<Other>(
    _ transform: (Value) throws -> Other
  ) rethrows -> NameTable<Other> {
    NameTable<Other>(names: names, values: try values.map(transform))
  }

  private init(names: [String], values: [Value]) {
    self.names = names
    self.values = values
  }

  private func position(of name: String) -> (index: Int, found: Bool) {
    if let last = names.last, last.precedesInBytes(name) { return (names.count, false) }
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle].precedesInBytes(name) { low = middle + 1 } else { high = middle }
    }
    return (low, low < names.count && names[low].hasSameBytes(as: name))
  }
}

extension NameTable: Sendable where Value: Sendable {}

extension NameTable: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { names.count }
  public subscript(position: Int) -> Element { (names[position], values[position]) }
}

extension NameTable: Equatable where Value: Equatable {
  public static func == (left: Self, right: Self) -> Bool {
    left.values == right.values && left.names.elementsEqual(right.names) { $0.hasSameBytes(as: $1) }
  }
}

extension NameTable: ExpressibleByDictionaryLiteral {
  /// - Precondition: no name occurs twice.
  public init(dictionaryLiteral elements: (String, Value)...) {
    for (name, value) in elements {
      let isNew = insert(value, under: name)
      precondition(isNew, "'\(name)' occurs twice")
    }
  }
}

extension String {
  /// Order of UTF-8 bytes, which is that of Unicode scalars.
  func precedesInBytes(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }

  func hasSameBytes(as other: String) -> Bool {
    utf8.elementsEqual(other.utf8)
  }
}

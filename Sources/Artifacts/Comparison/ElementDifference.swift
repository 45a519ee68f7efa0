import Tensors

/// How the elements of two tensors of one type and shape differ.
public struct ElementDifference: Equatable, Sendable {
  /// Elements whose bits differ. Every NaN is one value; 0 and -0 are two.
  public private(set) var count = 0
  public let total: Int

  /// Of the first differing elements in row-major order: where, and both values, as the shortest
  /// decimals that read back.
  public private(set) var firstIndex: [Int] = []
  public private(set) var firstLeft = ""
  public private(set) var firstRight = ""

  /// The largest |a - b|, over pairs of finite numbers.
  public private(set) var maximalAbsolute = 0.0
  /// The largest |a - b| / max(|a|, |b|), over pairs of finite numbers.
  public private(set) var maximalRelative = 0.0
  /// The largest distance of a pair counted in floating-point numbers, over pairs of finite numbers;
  /// 0 and -0 are 0 apart. Nil for integers.
  public private(set) var maximalUnitsInLastPlace: UInt64?
  /// Differing pairs of which at least one is NaN or infinite.
  public private(set) var notFiniteCount = 0

  /// Compares two tensors; nil if their bits are equal, or if type or shape are not the same.
  public init?(_ left: AnyTensor, _ right: AnyTensor) {
    guard left.dimensions == right.dimensions else { return nil }
    total = left.count
    switch (left, right) {
    case (.float32(let a), .float32(let b)): compare(a, b, ElementPair.init)
    case (.float64(let a), .float64(let b)): compare(a, b, ElementPair.init)
    case (.uint8(let a), .uint8(let b)): compare(a, b, ElementPair.init)
    case (.int32(let a), .int32(let b)): compare(a, b, ElementPair.init)
    case (.int64(let a), .int64(let b)): compare(a, b, ElementPair.init)
    default: return nil
    }
    guard count > 0 else { return nil }
  }

  private mutating func compare<Element: TensorElement>(
    _ left: Tensor<Element>, _ right: Tensor<Element>, _ pair: (Element, Element) -> ElementPair?
  ) {
    left.withUnsafeBufferPointer { leftElements in
      right.withUnsafeBufferPointer { rightElements in
        for index in leftElements.indices {
          guard let pair = pair(leftElements[index], rightElements[index]) else { continue }
          if count == 0 {
            firstIndex = Self.coordinates(of: index, in: left.shape.dimensions)
            firstLeft = "\(leftElements[index])"
            firstRight = "\(rightElements[index])"
          }
          add(pair)
        }
      }
    }
  }

  private mutating func add(_ pair: ElementPair) {
    count += 1
    guard pair.left.isFinite, pair.right.isFinite else {
      notFiniteCount += 1
      return
    }
    // Halves, so that the distance of the two largest numbers is not infinite.
    let distance = (pair.left / 2 - pair.right / 2).magnitude
    maximalAbsolute = max(maximalAbsolute, (pair.left - pair.right).magnitude)
    let scale = max(pair.left.magnitude, pair.right.magnitude)
    if scale > 0 { maximalRelative = max(maximalRelative, distance / scale * 2) }
    if let units = pair.unitsInLastPlace {
      maximalUnitsInLastPlace = max(maximalUnitsInLastPlace ?? 0, units)
    }
  }

  private static func coordinates(of index: Int, in dimensions: [Int]) -> [Int] {
    var rest = index
    var coordinates: [Int] = []
    for size in dimensions.reversed() {
      coordinates.append(rest % size)
      rest /= size
    }
    return coordinates.reversed()
  }
}

/// Two elements that differ.
private struct ElementPair {
  let left: Double
  let right: Double
  let unitsInLastPlace: UInt64?

  /// Nil for equal bits, and for two NaNs.
  init?(_ left: Float, _ right: Float) {
    guard left.bitPattern != right.bitPattern, !(left.isNaN && right.isNaN) else { return nil }
    self.left = Double(left)
    self.right = Double(right)
    unitsInLastPlace = Self.distance(
      Int64(left.magnitude.bitPattern), left.sign, Int64(right.magnitude.bitPattern), right.sign)
  }

  init?(_ left: Double, _ right: Double) {
    guard left.bitPattern != right.bitPattern, !(left.isNaN && right.isNaN) else { return nil }
    self.left = left
    self.right = right
    unitsInLastPlace = Self.distance(
      Int64(left.magnitude.bitPattern), left.sign, Int64(right.magnitude.bitPattern), right.sign)
  }

  init?<Integer: FixedWidthInteger>(_ left: Integer, _ right: Integer) {
    guard left != right else { return nil }
    self.left = Double(left)
    self.right = Double(right)
    unitsInLastPlace = nil
  }

  /// The bits of a magnitude count the floating-point numbers from 0 to it.
  private static func distance(
    _ left: Int64, _ leftSign: FloatingPointSign, _ right: Int64, _ rightSign: FloatingPointSign
  ) -> UInt64 {
    leftSign == rightSign ? (left - right).magnitude : left.magnitude + right.magnitude
  }
}

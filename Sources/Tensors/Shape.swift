/// The extents of a tensor, outermost first. The empty shape is a scalar's.
public struct Shape: Hashable, Sendable {
  /// The extents; none is negative.
  public let dimensions: [Int]

  /// The product of the extents.
  public let count: Int

  /// - Precondition: No extent is negative and their product fits an `Int`.
  public init(_ dimensions: [Int]) {
    var count = 1
    for dimension in dimensions {
      precondition(dimension >= 0, "negative extent in shape \(dimensions)")
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      precondition(!overflow, "shape \(dimensions) has too many elements")
      count = product
    }
    self.dimensions = dimensions
    self.count = count
  }

  /// The number of dimensions.
  public var rank: Int { dimensions.count }

  /// The extent of one dimension.
  public subscript(_ axis: Int) -> Int { dimensions[axis] }
}

extension Shape: ExpressibleByArrayLiteral {
  public init(arrayLiteral dimensions: Int...) {
    self.init(dimensions)
  }
}

extension Shape: CustomStringConvertible {
  /// For example `512x10`; `scalar` for the empty shape.
  public var description: String {
    dimensions.isEmpty ? "scalar" : dimensions.map(String.init).joined(separator: "x")
  }
}

import Tensors

/// Points in even rows and columns over a plane, to ask a network of two inputs what it takes them for.
public struct PlaneGrid: Equatable, Sendable {
  /// Of the columns, ascending.
  public let x: [Double]
  /// Of the rows, ascending.
  public let y: [Double]

  /// - Parameter points: in each direction.
  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` for fewer than two points, and for
  ///   ranges that are empty or without end.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, points: Int
  ) throws(NeuralNetworkError) {
    guard points >= 2 else {
      throw .outOfRange(
        what: "grid", parameter: "points", found: Double(points), allowed: "at least 2")
    }
    self.x = try Self.places(x, "width", points)
    self.y = try Self.places(y, "height", points)
  }

  /// A grid about examples.
  ///
  /// - Parameters:
  ///   - inputs: `[examples, 2]`.
  ///   - margin: what is added on each side, as a share of the examples' range; not negative.
  /// - Throws: as ``init(x:y:points:)``, and ``NeuralNetworkError/exampleShape(found:expected:)``.
  public init(
    around inputs: Tensor<Float>, margin: Double, points: Int
  ) throws(NeuralNetworkError) {
    guard inputs.shape.rank == 2, inputs.shape[1] == 2, inputs.shape[0] > 0 else {
      throw .exampleShape(
        found: Shape(Array(inputs.shape.dimensions.dropFirst())), expected: Shape([2]))
    }
    let elements = inputs.elements
    guard elements.allSatisfy(\.isFinite) else {
      throw .outOfRange(
        what: "grid", parameter: "an input", found: .nan, allowed: "finite")
    }
    func range(_ axis: Int) -> ClosedRange<Double> {
      let values = stride(from: axis, to: elements.count, by: 2).map { Double(elements[$0]) }
      let (lowest, highest) = (values.min() ?? 0, values.max() ?? 0)
      // Examples that all lie on one line still have a plane about them.
      let side = highest > lowest ? (highest - lowest) * max(0, margin) : 1
      return (lowest - side)...(highest + side)
    }
    try self.init(x: range(0), y: range(1), points: points)
  }

  private static func places(
    _ range: ClosedRange<Double>, _ side: String, _ points: Int
  ) throws(NeuralNetworkError) -> [Double] {
    let length = range.upperBound - range.lowerBound
    guard length > 0, length.isFinite else {
      throw .outOfRange(
        what: "grid", parameter: side, found: length, allowed: "positive and finite")
    }
    return (0..<points).map { range.lowerBound + length * (Double($0) / Double(points - 1)) }
  }

  /// The points row by row, `[rows * columns, 2]`.
  public var inputs: Tensor<Float> {
    Tensor(
      shape: Shape([y.count * x.count, 2]),
      elements: y.flatMap { y in x.flatMap { x in [Float(x), Float(y)] } })
  }
}

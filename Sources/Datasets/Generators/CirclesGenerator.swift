import Tensors

/// Points of the plane on concentric circles, one circle for each class, or on the rings between them.
///
/// Example i is of class i mod k, so that all classes are equally frequent.
public struct CirclesGenerator: ExampleGenerator {
  public enum Placement: String, CaseIterable, Sendable {
    /// At the radius itself.
    case circles
    /// Evenly over the ring from the last smaller radius, or from the centre, to the class's own.
    case rings
  }

  /// Of the classes, ascending.
  public let radii: [Double]
  public let placement: Placement
  /// The standard deviation of what is added to both coordinates.
  public let noise: Double
  public let center: (x: Double, y: Double)

  /// - Throws: ``GeneratorError/outOfRange(parameter:found:allowed:)`` unless there are two radii or more,
  ///   positive and ascending, and the noise is not negative; all numbers have to be finite.
  public init(
    radii: [Double], placement: Placement = .circles, noise: Double = 0,
    center: (x: Double, y: Double) = (0, 0)
  ) throws(GeneratorError) {
    guard radii.count >= 2 else {
      throw .outOfRange(
        parameter: "the number of radii", found: Double(radii.count), allowed: "at least 2")
    }
    var last = 0.0
    for radius in radii {
      guard radius > last, radius.isFinite else {
        throw .outOfRange(
          parameter: "a radius", found: radius, allowed: "finite and greater than \(last)")
      }
      last = radius
    }
    guard noise >= 0, noise.isFinite else {
      throw .outOfRange(parameter: "the noise", found: noise, allowed: "finite and not negative")
    }
    for coordinate in [center.x, center.y] where !coordinate.isFinite {
      throw .outOfRange(
        parameter: "a coordinate of the centre", found: coordinate, allowed: "finite")
    }
    self.radii = radii
    self.placement = placement
    self.noise = noise
    self.center = center
  }

  public var title: String { "\(radii.count) \(placement.rawValue)" }

  public var exampleShape: Shape { [2] }

  public var classNames: [String] {
    if radii.count == 2 { return ["inner", "outer"] }
    return radii.indices.map { "\(placement.rawValue.dropLast()) \($0 + 1)" }
  }

  /// The coordinates are computed in double and rounded once; the noise is added in Float32.
  public func examples(
    count: Int, stream: RandomStream, context: ComputeContext
  ) -> GeneratedExamples {
    let (angles, distances) = (stream.substream(0), stream.substream(1))
    var points = Tensor<Float>(zeros: [count, 2])
    context.fillNormal(
      &points, standardDeviation: Float(noise), stream: stream.substream(2))
    for index in 0..<count {
      let radius = radius(ofClass: index % radii.count, at: distances.uniform(at: UInt64(index)))
      let turns = Double(angles.uniform(at: UInt64(index)))
      points[flat: 2 * index] += Float(center.x + radius * Elementary.cosine(turns: turns))
      points[flat: 2 * index + 1] += Float(center.y + radius * Elementary.sine(turns: turns))
    }
    let labels = (0..<count).map { Int32($0 % radii.count) }
    return GeneratedExamples(
      inputs: .float32(points), labels: Tensor(shape: [count], elements: labels))
  }

  /// - Parameter share: of the area of the ring, in [0, 1).
  private func radius(ofClass label: Int, at share: Float) -> Double {
    let outer = radii[label]
    guard placement == .rings else { return outer }
    let inner = label == 0 ? 0 : radii[label - 1]
    return (inner * inner + Double(share) * (outer * outer - inner * inner)).squareRoot()
  }
}

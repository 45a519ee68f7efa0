import Tensors

/// One shape of a ``ShapesetScene``: its outline in pixels and its grey.
///
/// The farthest point of a shape lies between ``leastRadius`` and ``largestRadius`` from its centre. The corners
/// of a triangle lie on that circle, none of its angles below 37.5 degrees; the sides of a parallelogram have a
/// ratio of up to 2 and an angle of 60 to 120 degrees; so has the ratio of the axes of an ellipse. Rotation is
/// uniform over the turn, the place uniform over those that keep the shape inside the picture.
public struct ShapesetObject: Equatable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case triangle
    case parallelogram
    case ellipse
  }

  /// In parts of the picture's extent.
  static let leastRadius = 0.2
  static let largestRadius = 0.36

  public let kind: Kind
  /// From 0 to 255.
  public let grey: UInt8
  let outline: ConvexOutline

  init(_ kind: Kind, grey: UInt8, outline: ConvexOutline) {
    self.kind = kind
    self.grey = grey
    self.outline = outline
  }

  init(_ kind: Kind, grey: UInt8, extent: Double, from random: inout RandomStream.Reader) {
    let radius = extent * random.next(from: Self.leastRadius, to: Self.largestRadius)
    let turn = random.next(from: 0, to: 1)
    let shape: ConvexOutline =
      switch kind {
      case .triangle: .polygon(Self.triangle(radius: radius, turn: turn, from: &random))
      case .parallelogram: .polygon(Self.parallelogram(radius: radius, turn: turn, from: &random))
      case .ellipse:
        .ellipse(
          ConvexOutline.Ellipse(
            semiAxes: (radius, radius * random.next(from: 0.5, to: 1)), turn: turn))
      }
    let box = shape.bounds
    let right = random.next(from: -box.x.lowerBound, to: extent - box.x.upperBound)
    let down = random.next(from: -box.y.lowerBound, to: extent - box.y.upperBound)
    self.init(kind, grey: grey, outline: shape.moved(right: right, down: down))
  }

  private static func triangle(
    radius: Double, turn: Double, from random: inout RandomStream.Reader
  ) -> [ConvexOutline.Point] {
    // The gaps take 75 degrees each and share the other 135: the parts of a unit length cut at two
    // random places.
    let cuts = [random.next(from: 0, to: 1), random.next(from: 0, to: 1)].sorted()
    let (least, rest) = (75.0 / 360, 135.0 / 360)
    let second = turn + least + rest * cuts[0]
    let third = turn + 2 * least + rest * cuts[1]
    return [turn, second, third].map { .polar(radius: radius, turn: $0) }
  }

  private static func parallelogram(
    radius: Double, turn: Double, from random: inout RandomStream.Reader
  ) -> [ConvexOutline.Point] {
    let angle = random.next(from: 60.0 / 360, to: 120.0 / 360)
    let long = ConvexOutline.Point.polar(radius: 1, turn: turn)
    let short = ConvexOutline.Point.polar(
      radius: random.next(from: 0.5, to: 1), turn: turn + angle)
    let corners = [
      ConvexOutline.Point(x: long.x + short.x, y: long.y + short.y),
      ConvexOutline.Point(x: long.x - short.x, y: long.y - short.y),
    ]
    let farthest = corners.map { ($0.x * $0.x + $0.y * $0.y).squareRoot() }.max() ?? 1
    let scale = radius / farthest
    let scaled = corners.map { ConvexOutline.Point(x: $0.x * scale, y: $0.y * scale) }
    return scaled + scaled.map { ConvexOutline.Point(x: -$0.x, y: -$0.y) }
  }
}

extension RandomStream.Reader {
  /// Uniform in [low, high), from one word.
  fileprivate mutating func next(from low: Double, to high: Double) -> Double {
    low + (high - low) * (Double(next()) * 0x1p-32)
  }
}

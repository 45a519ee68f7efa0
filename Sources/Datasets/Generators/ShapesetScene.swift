import Tensors

/// What a picture of ``ShapesetGenerator`` shows: a background and one or two objects on it.
///
/// All nine classes are equally likely, and either object of a pair may be in front. The background is black;
/// greys of objects are uniform among those that differ from it and from each other by ``leastContrast`` or more.
public struct ShapesetScene: Equatable, Sendable {
  private static let black: UInt8 = 0
  /// Greys of 256 that lie between any two things of a picture.
  static let leastContrast = 48
  /// The paper's bound: "the second object does not overlap with the first by more than fifty percent".
  static let largestHiddenShare = 0.5

  /// The grey, from 0 to 255; 0 in pictures of the set.
  public let background: UInt8
  /// From back to front.
  public let objects: [ShapesetObject]
  /// The index of the class in ``ShapesetGenerator/classNames``.
  public let label: Int

  init(background: UInt8, objects: [ShapesetObject], label: Int) {
    self.background = background
    self.objects = objects
    self.label = label
  }

  /// Draws a scene for a picture of `extent` rows.
  ///
  /// - Parameter hiddenShare: of the first object's area behind the second.
  init(
    extent: Double, from random: inout RandomStream.Reader,
    hiddenShare: (_ back: ShapesetObject, _ front: ShapesetObject) -> Double
  ) {
    let label = Int(random.next(below: UInt32(ShapesetGenerator.classes.count)))
    var kinds = ShapesetGenerator.classes[label]
    if kinds.count == 2, random.next(below: 2) == 1 { kinds.swapAt(0, 1) }
    let greys = Self.greys(count: kinds.count, from: &random)
    var objects = [ShapesetObject(kinds[0], grey: greys[0], extent: extent, from: &random)]
    while objects.count < kinds.count {
      let front = ShapesetObject(kinds[1], grey: greys[1], extent: extent, from: &random)
      if hiddenShare(objects[0], front) <= Self.largestHiddenShare { objects.append(front) }
    }
    self.init(background: Self.black, objects: objects, label: label)
  }

  private static func greys(count: Int, from random: inout RandomStream.Reader) -> [UInt8] {
    var greys = [black]
    while greys.count < 1 + count {
      let grey = UInt8(random.next(below: 256))
      if greys.allSatisfy({ abs(Int($0) - Int(grey)) >= leastContrast }) { greys.append(grey) }
    }
    return Array(greys.dropFirst())
  }
}

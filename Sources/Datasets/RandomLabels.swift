import Tensors

/// Labels that say nothing about their examples, to see what a network can learn by heart: C. Zhang,
/// S. Bengio, M. Hardt, B. Recht, O. Vinyals, "Understanding deep learning requires rethinking
/// generalization", ICLR 2017.
public struct RandomLabels: Equatable, Sendable {
  /// The share of the examples that get another label, in 0 ... 1.
  public let share: Double
  public let seed: UInt64

  /// - Precondition: `share` is in 0 ... 1.
  public init(share: Double = 1, seed: UInt64) {
    precondition((0...1).contains(share), "a share is from 0 to 1, not \(share)")
    self.share = share
    self.seed = seed
  }

  /// The labels with a share of them, rounded to whole examples, drawn anew: each class is as likely as
  /// any other, so that about one in `classCount` stays right.
  ///
  /// - Parameters:
  ///   - classCount: labels are in `0 ..< classCount`.
  ///   - part: names the part of a data set, so that no two parts are drawn alike.
  /// - Precondition: `0 < classCount`, and the last class is a number of the type.
  public func replacing<Label: FixedWidthInteger>(
    _ labels: [Label], classCount: Int, part: String
  ) -> [Label] {
    let stream = RandomStream(seed: seed, name: "random-labels/\(part)")
    let count = Int((share * Double(labels.count)).rounded())
    var reader = RandomStream.Reader(stream.substream(1))
    var result = labels
    for place in stream.substream(0).permutation(count: labels.count).prefix(count) {
      result[Int(place)] = Label(reader.next(below: UInt32(classCount)))
    }
    return result
  }
}

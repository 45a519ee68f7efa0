/// A small picture of numbers: a digit, the weights of a unit.
public struct GridImage: Hashable, Sendable {
  public let width: Int
  public let height: Int

  /// 1 for numbers that a colour map shows, 3 for red, green and blue.
  public let channels: Int

  /// Row by row, the channels of a pixel beside each other; not a number where there is none.
  public let values: [Double]

  /// Written below; empty for none.
  public var caption: String

  /// Whether it gets a strong frame, such as an example that was misclassified.
  public var isMarked: Bool

  public init(
    width: Int, height: Int, channels: Int = 1, values: [Double], caption: String = "",
    isMarked: Bool = false
  ) {
    self.width = width
    self.height = height
    self.channels = channels
    self.values = values
    self.caption = caption
    self.isMarked = isMarked
  }

  /// What is wrong with it; nil for nothing.
  var problem: String? {
    guard width > 0, height > 0, width <= 4096, height <= 4096 else {
      return "\(width) x \(height) pixels; both sides must be from 1 to 4096"
    }
    guard channels == 1 || channels == 3 else {
      return "\(channels) channels; it needs 1, or 3 for red, green and blue"
    }
    guard values.count == width * height * channels else {
      return "\(values.count) values for \(width) x \(height) x \(channels)"
    }
    return nil
  }
}

/// What a recorded series means, for whoever opens the file.
public struct SeriesDescription: Equatable, Sendable {
  public let meaning: String
  public let unit: String
  /// The shape of one entry where it is more than a list of numbers: an image.
  public let itemShape: [Int]?

  public init(meaning: String, unit: String = "1", itemShape: [Int]? = nil) {
    self.meaning = meaning
    self.unit = unit
    self.itemShape = itemShape
  }
}

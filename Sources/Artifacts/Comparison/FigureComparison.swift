import Ink

/// Two figures, pixel by pixel.
public struct FigureComparison: Equatable, Sendable {
  /// The pixels of two figures of one size that differ.
  public struct Region: Equatable, Sendable {
    public let pixelCount: Int
    /// The smallest rectangle around them; x to the right and y downwards from the top left, the last
    /// column and row included.
    public let columns: ClosedRange<Int>
    public let rows: ClosedRange<Int>
    /// The largest difference of a channel, of 255.
    public let maximalChannelDifference: Int
  }

  public struct Size: Equatable, Sendable {
    public let width: Int
    public let height: Int
  }

  public let leftSize: Size
  public let rightSize: Size
  /// Nil when all pixels are equal or the sizes differ.
  public let region: Region?

  public var isEqual: Bool { leftSize == rightSize && region == nil }

  public init(_ left: Pixmap, _ right: Pixmap) {
    leftSize = Size(width: left.width, height: left.height)
    rightSize = Size(width: right.width, height: right.height)
    region = leftSize == rightSize ? Self.region(left, right) : nil
  }

  private static func region(_ left: Pixmap, _ right: Pixmap) -> Region? {
    var count = 0
    var (firstColumn, lastColumn) = (Int.max, 0)
    var (firstRow, lastRow) = (Int.max, 0)
    var largest = 0
    for pixel in 0..<left.width * left.height {
      var difference = 0
      for channel in pixel * 3..<pixel * 3 + 3 where left.pixels[channel] != right.pixels[channel] {
        difference = max(
          difference, abs(Int(left.pixels[channel]) - Int(right.pixels[channel])))
      }
      guard difference > 0 else { continue }
      count += 1
      largest = max(largest, difference)
      let (row, column) = pixel.quotientAndRemainder(dividingBy: left.width)
      firstColumn = min(firstColumn, column)
      lastColumn = max(lastColumn, column)
      firstRow = min(firstRow, row)
      lastRow = max(lastRow, row)
    }
    guard count > 0 else { return nil }
    return Region(
      pixelCount: count, columns: firstColumn...lastColumn, rows: firstRow...lastRow,
      maximalChannelDifference: largest)
  }
}

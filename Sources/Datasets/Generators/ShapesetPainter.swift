/// Paints scenes of ``ShapesetGenerator`` with 8 x 8 samples for each pixel.
///
/// Everything after the outlines is whole numbers: a pixel is the mean of the greys that its 64 samples see,
/// rounded to the nearest. What is hidden is hidden sample by sample, so that no background shines through
/// where two edges meet.
struct ShapesetPainter {
  static let samples = 8

  private let extent: Int
  /// Of the two objects: the samples that each line of samples meets.
  private var back: [Range<Int>]
  private var front: [Range<Int>]
  /// How many samples of each pixel of a row show the object.
  private var backCounts: [Int]
  private var frontCounts: [Int]

  init(extent: Int) {
    self.extent = extent
    back = Array(repeating: 0..<0, count: extent * Self.samples)
    front = back
    backCounts = Array(repeating: 0, count: extent)
    frontCounts = backCounts
  }

  /// The share of an object's samples that another one covers.
  mutating func hiddenShare(of object: ShapesetObject, behind other: ShapesetObject) -> Double {
    scan(object, into: &back)
    scan(other, into: &front)
    var (area, hidden) = (0, 0)
    for (back, front) in zip(back, front) {
      area += back.count
      hidden += back.clamped(to: front).count
    }
    return area == 0 ? 0 : Double(hidden) / Double(area)
  }

  /// - Parameter pixels: `[extent, extent]`, row by row.
  mutating func paint(_ scene: ShapesetScene, into pixels: UnsafeMutableBufferPointer<UInt8>) {
    let last = scene.objects.count - 1
    scan(scene.objects[0], into: &back)
    if last > 0 { scan(scene.objects[last], into: &front) }
    let all = Self.samples * Self.samples
    let greys = (
      Int(scene.background), Int(scene.objects[0].grey), Int(scene.objects[last].grey)
    )
    for row in 0..<extent {
      for column in 0..<extent { (backCounts[column], frontCounts[column]) = (0, 0) }
      for line in row * Self.samples..<(row + 1) * Self.samples {
        Self.add(back[line], 1, to: &backCounts)
        guard last > 0 else { continue }
        Self.add(front[line], 1, to: &frontCounts)
        Self.add(back[line].clamped(to: front[line]), -1, to: &backCounts)
      }
      for column in 0..<extent {
        let (back, front) = (backCounts[column], frontCounts[column])
        let sum = greys.0 * (all - back - front) + greys.1 * back + greys.2 * front
        pixels[row * extent + column] = UInt8((sum + all / 2) / all)
      }
    }
  }

  /// The samples, whose centres lie at half numbers, that lie in the object on each line of samples.
  private func scan(_ object: ShapesetObject, into spans: inout [Range<Int>]) {
    let (scale, width) = (Double(Self.samples), extent * Self.samples)
    for line in spans.indices {
      guard let stretch = object.outline.stretch(atY: (Double(line) + 0.5) / scale) else {
        spans[line] = 0..<0
        continue
      }
      let low = Int((stretch.low * scale - 0.5).rounded(.up))
      let high = Int((stretch.high * scale - 0.5).rounded(.up))
      spans[line] = max(low, 0)..<max(low, 0, min(high, width))
    }
  }

  /// Adds a span of samples to the counts of its pixels.
  private static func add(_ span: Range<Int>, _ sign: Int, to counts: inout [Int]) {
    guard !span.isEmpty else { return }
    for pixel in span.lowerBound / samples...(span.upperBound - 1) / samples {
      let covered =
        min(span.upperBound, (pixel + 1) * samples) - max(span.lowerBound, pixel * samples)
      counts[pixel] += sign * covered
    }
  }
}

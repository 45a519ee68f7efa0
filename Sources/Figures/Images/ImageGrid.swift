import Ink

/// Pictures in rows and columns: digits, weights as pictures, misclassified examples.
public struct ImageGrid: Drawing {
  /// Which numbers the first and the last colour stand for.
  public enum Range: Hashable, Sendable {
    /// Those of each picture: shows its form, not its strength.
    case each
    /// Those of all pictures.
    case common
    case fixed(ClosedRange<Double>)
  }

  public let images: [GridImage]

  /// How the numbers of one channel are coloured; `blueRed` is symmetric about zero.
  public var colors: ColorMap
  public var range: Range

  /// Pictures beside each other; nil fills the width of a figure with rows of like length.
  public var columns: Int?

  /// How many pictures there are, those that are left out included.
  public var count: Int

  /// - Parameter limit: The pictures beyond so many are left out, and a note says so.
  public init(
    _ images: [GridImage], colors: ColorMap = .ink, range: Range = .common, columns: Int? = nil,
    limit: Int = 200
  ) {
    self.images = Array(images.prefix(max(0, limit)))
    self.colors = colors
    self.range = range
    self.columns = columns.map { max(1, $0) }
    count = images.count
  }

  public func validate() throws {
    func failure(_ problem: String) -> FigureError {
      FigureError.unusableData(what: "the image grid", problem: problem)
    }
    guard !images.isEmpty else { throw failure("it has no picture; give it at least one") }
    for (index, image) in images.enumerated() {
      if let problem = image.problem { throw failure("picture \(index) has \(problem)") }
    }
    if case .fixed(let range) = range {
      guard range.lowerBound.isFinite, range.upperBound.isFinite,
        range.lowerBound < range.upperBound
      else {
        throw failure(
          "its colours span \(range.lowerBound) to \(range.upperBound); the range must ascend")
      }
    }
  }

  public var notes: [String] {
    var notes: [String] = []
    if count > images.count { notes.append("the first \(images.count) of \(count) pictures") }
    if images.contains(where: { $0.channels == 1 }) {
      switch range {
      case .each:
        if images.count > 1 { notes.append("each picture has its own range of colours") }
      case .common, .fixed:
        if let scale = commonScale {
          let ends = [scale.low, scale.high].map { DecimalNumber($0, significant: 3).text }
          notes.append("colours from \(ends[0])\(colors.lowName) to \(ends[1])\(colors.highName)")
        }
      }
    }
    let missing = images.reduce(0) { $0 + $1.values.count(where: \.isNaN) }
    if missing > 0 {
      notes.append("\(missing == 1 ? "1 value is" : "\(missing) values are") missing: grey")
    }
    return notes
  }

  /// The scale that all pictures share; nil when each has its own.
  private var commonScale: ColorScale? {
    switch range {
    case .each: nil
    case .common:
      ColorScale(colors, spanning: images.lazy.filter { $0.channels == 1 }.flatMap(\.values))
    case .fixed(let range): ColorScale(colors, from: range.lowerBound, to: range.upperBound)
    }
  }

  public func preferredSize(theme: Theme, fonts: FontSet) throws -> Size {
    try ImageGridLayout(self, theme: theme, fonts: fonts).size
  }

  public func draw(
    in rect: Rect, theme: Theme, fonts: FontSet, into items: inout [Scene.Item]
  ) throws {
    let layout = try ImageGridLayout(self, theme: theme, fonts: fonts)
    let common = commonScale
    let table = colors.colors(for: theme)
    layout.draw(in: rect, into: &items) { image in
      image.pixmap(
        scale: common ?? ColorScale(colors, spanning: image.values), colors: table, theme: theme)
    }
  }
}

extension GridImage {
  func pixmap(scale: ColorScale, colors: [Color], theme: Theme) -> Pixmap {
    let missing = ColorMap.missing(theme)
    var pixmap = Pixmap(width: width, height: height, color: missing)
    for y in 0..<height {
      for x in 0..<width {
        let first = (y * width + x) * channels
        if channels == 1 {
          if let index = scale.index(of: values[first]) { pixmap[x, y] = colors[index] }
        } else {
          let bytes = values[first..<(first + 3)].compactMap(Self.byte)
          if bytes.count == 3 {
            pixmap[x, y] = Color(red: bytes[0], green: bytes[1], blue: bytes[2])
          }
        }
      }
    }
    return pixmap
  }

  /// A share of full light, cut to 0...1, as a byte.
  private static func byte(_ value: Double) -> UInt8? {
    value.isNaN ? nil : UInt8((min(1, max(0, value)) * 255).rounded())
  }
}

extension ColorMap {
  /// What a note calls the first and the last colour.
  fileprivate var lowName: String { self == .blueRed ? " (blue)" : "" }
  fileprivate var highName: String { self == .blueRed ? " (red)" : "" }
}

import Ink

/// Places the names of categories along an axis so that they never overlap.
struct CategoryTicks {
  let names: [String]
  let mapping: AxisMapping
  let axis: String
  let size: Double
  let fitting: TextFitting

  /// Names read upwards and names left of an axis are shortened to this length in logical pixels.
  private static let longest = 130.0
  static let mostLines = 3

  /// Beyond this number of names not every one is measured: they cannot all fit.
  private static let mostMeasured = 400

  private var lineHeight: Double { TextFitting.lineHeight(size) }
  private var step: Double { abs(mapping.position(1) - mapping.position(0)) }

  private func tick(_ index: Int, _ label: String) -> AxisTicks.Tick {
    AxisTicks.Tick(position: mapping.position(Double(index)), label: label)
  }

  private func width(_ label: String) throws -> Double {
    try label.split(separator: "\n").map { try fitting.fonts.width(of: String($0), size: size) }
      .max() ?? 0
  }

  /// On one line, else broken between words, else read upwards, else only every n-th.
  func alongX() throws -> AxisTicks {
    if names.count <= Self.mostMeasured {
      for labels in [names, try wrapped()].compactMap(\.self) {
        let ticks = labels.enumerated().map { tick($0.offset, $0.element) }
        if try AxisTicks.keepApart(ticks, gap: size * 0.6, extent: width) {
          return AxisTicks(categories: ticks, isUpright: false, hasMarks: false, note: "")
        }
      }
    }
    let stride = Self.stride(step: step, needed: lineHeight)
    if stride > 1 {
      var wider = stride
      while wider <= 5 * stride {
        let ticks = every(wider).map { tick($0, names[$0]) }
        if try AxisTicks.keepApart(ticks, gap: size, extent: width) {
          return AxisTicks(
            categories: ticks, isUpright: false, hasMarks: true, note: note(wider))
        }
        wider = Self.nextStride(wider)
      }
    }
    let ticks = try every(stride).map {
      tick($0, try fitting.elided(names[$0], width: Self.longest, size: size))
    }
    return AxisTicks(
      categories: ticks, isUpright: true, hasMarks: stride > 1, note: note(stride))
  }

  /// Broken into so many lines as a place has room for, else only every n-th.
  ///
  /// - Parameter limit: the most lines of a name.
  func alongY(lines limit: Int = Self.mostLines) throws -> AxisTicks {
    let stride = Self.stride(step: step, needed: lineHeight - 2)
    let lines = max(1, min(limit, Int(step * Double(stride) / lineHeight)))
    let ticks = try every(stride).map {
      tick(
        $0,
        try fitting.wrapped(names[$0], width: Self.longest, size: size, limit: lines)
          .joined(separator: "\n"))
    }
    return AxisTicks(
      categories: ticks, isUpright: false, hasMarks: stride > 1, note: note(stride))
  }

  private func every(_ stride: Int) -> [Int] {
    Array(Swift.stride(from: 0, to: names.count, by: stride))
  }

  private func note(_ stride: Int) -> String {
    guard stride > 1 else { return "" }
    let count = DecimalNumber(mantissa: names.count, exponent: 0).text(decimals: 0)
    let ordinal = "\(stride)\(stride == 2 ? "nd" : "th")"
    return "\(axis) axis: every \(ordinal) of \(count) names is written"
  }

  /// Names in as few lines as they need; nil when one of them is too long for its place.
  private func wrapped() throws -> [String]? {
    var labels: [String] = []
    for name in names {
      let lines = try fitting.wrapped(
        name, width: step - size * 0.6, size: size, limit: Self.mostLines)
      let words = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard lines.joined(separator: " ") == words else { return nil }
      labels.append(lines.joined(separator: "\n"))
    }
    return labels
  }

  /// The smallest of 1, 2, 5, 10, 20, ... with which places are `needed` pixels apart.
  private static func stride(step: Double, needed: Double) -> Int {
    var stride = 1
    while Double(stride) * step < needed && stride < 1_000_000_000 { stride = nextStride(stride) }
    return stride
  }

  private static func nextStride(_ stride: Int) -> Int {
    var power = 1
    while power * 10 <= stride { power *= 10 }
    return stride / power == 2 ? 5 * power : 2 * stride
  }
}

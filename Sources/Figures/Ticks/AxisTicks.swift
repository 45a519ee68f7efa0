import Ink

/// The ticks of an axis with their places and labels.
struct AxisTicks: Equatable, Sendable {
  struct Tick: Equatable, Sendable {
    /// In logical pixels along the axis.
    let position: Double
    /// Lines are parted by line feeds.
    let label: String

    var lines: [Substring] { label.split(separator: "\n", omittingEmptySubsequences: false) }
  }

  var ticks: [Tick]

  /// Places of short ticks without a label.
  var minor: [Double] = []

  /// Whether labels read upwards.
  var isUpright = false

  /// Whether each labelled place has a short line.
  var hasMarks = true

  /// What must be said of labels that are left out; empty for nothing.
  var note = ""

  /// No ticks at all.
  static let none = AxisTicks(ticks: [])

  private init(ticks: [Tick]) { self.ticks = ticks }

  /// The ticks of named places.
  init(categories: [Tick], isUpright: Bool, hasMarks: Bool, note: String) {
    ticks = categories
    self.isUpright = isUpright
    self.hasMarks = hasMarks
    self.note = note
  }

  /// Ticks for an axis of numbers between two pixels, with labels that keep `gap` pixels apart.
  ///
  /// - Parameters:
  ///   - spacing: The distance in pixels at which labels are neither crowded nor sparse.
  ///   - extent: The size of a label along the axis.
  init(
    _ domain: Domain, format: Axis.Format, from start: Double, to end: Double, spacing: Double,
    gap: Double, extent: (String) throws -> Double
  ) rethrows {
    let mapping = domain.mapping(from: start, to: end)
    var count = max(2, Int((abs(end - start) / spacing).rounded()))
    while true {
      let (labelled, minor) = Self.numbers(domain, format: format, count: count)
      let labels = TickLabels.labels(labelled, format: format, scale: domain.scale)
      ticks = zip(labelled, labels).map { number, label in
        Tick(position: Self.position(number, mapping), label: label)
      }
      let places = Set(labelled.map(\.reduced))
      self.minor = minor.filter { !places.contains($0.reduced) }
        .map { Self.position($0, mapping) }
      if count <= 2 { break }
      if try Self.keepApart(ticks, gap: gap, extent: extent) { return }
      count -= 1
    }
    if try !Self.keepApart(ticks, gap: gap, extent: extent) {
      // Even the sparsest choice is crowded: the ends are worth more than what lies between.
      ticks = [ticks.first].compactMap(\.self)
    }
  }

  static func keepApart(
    _ ticks: [Tick], gap: Double, extent: (String) throws -> Double
  ) rethrows -> Bool {
    for (left, right) in zip(ticks, ticks.dropFirst()) {
      let distance = abs(right.position - left.position)
      if try distance < (extent(left.label) + extent(right.label)) / 2 + gap { return false }
    }
    return true
  }

  private static func position(_ number: DecimalNumber, _ mapping: AxisMapping) -> Double {
    switch mapping.scale {
    case .linear, .categories:
      return mapping.position(coordinate: number.value)
    case .symmetricLog:
      return mapping.position(number.value)
    case .log10:
      let digits = DecimalPowers.log10(Double(number.mantissa))
      return mapping.position(coordinate: digits + Double(number.exponent))
    }
  }

  private static func numbers(
    _ domain: Domain, format: Axis.Format, count: Int
  ) -> (labelled: [DecimalNumber], minor: [DecimalNumber]) {
    switch domain.scale {
    case .log10:
      let result = LogTicks.ticks(from: domain.low, to: domain.high, count: count)
      return (result.labelled, result.minor)
    case .symmetricLog(let limit):
      if let result = SymmetricLogTicks.ticks(
        from: domain.low, to: domain.high, limit: limit, count: count)
      {
        return (result.labelled, result.minor)
      }
      // Within the linear part, and nearly so a little beyond.
      let ticks = ExtendedWilkinson.forAxes.ticks(
        from: domain.low * limit, to: domain.high * limit, count: count)
      return (ticks?.ticks ?? [], [])
    case .linear, .categories:
      if format == .duration,
        let ticks = DurationTicks.ticks(from: domain.low, to: domain.high, count: count)
      {
        return (ticks, [])
      }
      var wilkinson = ExtendedWilkinson.forAxes
      wilkinson.integersOnly = domain.prefersIntegers
      if let result = wilkinson.ticks(from: domain.low, to: domain.high, count: count) {
        return (result.ticks, [])
      }
      // A range within two whole numbers has no pair of them: any numbers are better than none.
      wilkinson.integersOnly = false
      return (wilkinson.ticks(from: domain.low, to: domain.high, count: count)?.ticks ?? [], [])
    }
  }
}

/// Round numbers for a symmetric logarithmic axis: zero, and powers of ten of both signs.
enum SymmetricLogTicks {
  /// Ticks between two coordinates of the scale with at most about `count` labels; nil when fewer
  /// than two powers of ten are in view, where the ticks of a linear axis read better.
  static func ticks(
    from low: Double, to high: Double, limit: Double, count: Int
  ) -> LogTicks.Result? {
    let scale = Scale.symmetricLog(limit: limit)
    let slack = (high - low) * 1e-9
    func isVisible(_ number: DecimalNumber) -> Bool {
      let place = scale.coordinate(number.value)
      return place >= low - slack && place <= high + slack
    }
    // The smallest power of ten outside the linear part, up to rounding.
    let floor = DecimalPowers.floorLog10(limit)
    let isPower = DecimalNumber(mantissa: 1, exponent: floor).value == limit
    let first = isPower ? floor : floor + 1
    let farthest = max(abs(low), abs(high)) - 1
    guard farthest >= 0 else { return nil }
    let last = first + Int(farthest.rounded(.up)) + 1
    func powers(_ digits: [Int], every stride: Int) -> [DecimalNumber] {
      Swift.stride(from: first, through: last, by: stride).flatMap { exponent in
        digits.flatMap { digit in
          [digit, -digit].map { DecimalNumber(mantissa: $0, exponent: exponent) }
        }
      }.filter(isVisible)
    }
    let zero = [DecimalNumber(mantissa: 0, exponent: 0)].filter(isVisible)
    guard powers([1], every: 1).count >= 2 else { return nil }
    var stride = 1
    var labelled = powers([1], every: 1)
    while labelled.count + zero.count > max(3, count), stride <= last - first {
      stride += 1
      labelled = powers([1], every: stride)
    }
    let minor = stride == 1 ? powers(Array(2...9), every: 1) : powers([1], every: 1)
    return LogTicks.Result(
      labelled: (labelled + zero).sorted { $0.value < $1.value }, minor: minor)
  }
}

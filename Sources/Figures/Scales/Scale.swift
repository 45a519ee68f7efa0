/// How values are spread along an axis.
public enum Scale: Hashable, Sendable {
  case linear
  /// By decimal logarithm; only positive values can be shown.
  case log10
  /// By decimal logarithm of either sign, and linear between `-limit` and `limit`, which is positive.
  case symmetricLog(limit: Double)
  /// Named places; the first is the value 0, the second 1, and so on.
  case categories([String])

  /// Whether a finite value has a place on the axis.
  func canShow(_ value: Double) -> Bool {
    switch self {
    case .linear, .symmetricLog, .categories: true
    case .log10: value > 0
    }
  }

  /// The coordinate that grows evenly along the axis.
  func coordinate(_ value: Double) -> Double {
    switch self {
    case .linear, .categories: value
    case .log10: DecimalPowers.log10(value)
    case .symmetricLog(let limit):
      if abs(value) <= limit {
        value / limit
      } else {
        (value < 0 ? -1 : 1) * (1 + DecimalPowers.log10(abs(value)) - DecimalPowers.log10(limit))
      }
    }
  }

  /// The names of the places of a categorical scale.
  var categories: [String]? {
    if case .categories(let names) = self { names } else { nil }
  }

  /// What is wrong with the scale itself, for a message; nil when nothing is.
  var problem: String? {
    switch self {
    case .linear, .log10: nil
    case .symmetricLog(let limit):
      limit > 0 && limit.isFinite && 1 / limit < .infinity
        ? nil : "the limit \(limit) of its linear part must be a positive number"
    case .categories(let names): names.isEmpty ? "it has no categories" : nil
    }
  }
}

import ArgumentParser

/// A length of time as people write it: `90m`, `12h`, `30d`, `2w`.
struct Age: ExpressibleByArgument, CustomStringConvertible {
  let milliseconds: Int64

  private static let units: [(name: Character, milliseconds: Int64)] = [
    ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000),
  ]

  init(milliseconds: Int64) { self.milliseconds = milliseconds }

  init?(argument: String) {
    guard let last = argument.last, let unit = Self.units.first(where: { $0.name == last }),
      let count = Int64(argument.dropLast()), count >= 0
    else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: unit.milliseconds)
    guard !overflow else { return nil }
    milliseconds = product
  }

  /// The largest unit of which there are two at least: `13d`, `26h`, `45m`, `3s`.
  var description: String {
    for unit in Self.units.dropFirst() where milliseconds >= 2 * unit.milliseconds {
      return "\(milliseconds / unit.milliseconds)\(unit.name)"
    }
    return "\(max(0, milliseconds / 1000))s"
  }
}

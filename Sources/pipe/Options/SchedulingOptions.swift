import ArgumentParser
import Pipelines

/// How stages share the machine; no result depends on it.
struct SchedulingOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Stages at once; default: as many as there are threads.", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "What the running stages may be expected to hold together, such as 6G or 80%; default: 80%.",
      valueName: "size"))
  var memory: MemoryBound = .share(0.8)

  @Option(
    help: ArgumentHelp(
      "How often a stage that uses the network is tried again; default: 3.", valueName: "n"))
  var retries = 3

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1, not \(jobs)") }
    if retries < 0 { throw ValidationError("--retries takes a number from 0, not \(retries)") }
  }
}

/// A bound of memory as people write it.
enum MemoryBound: Equatable, ExpressibleByArgument {
  case bytes(Int64)
  /// Of the machine's memory.
  case share(Double)

  /// `512M`, `1.5G`, `80%`; the units are powers of 1000.
  init?(argument: String) {
    let units: [Character: Double] = ["k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12]
    var digits = argument.lowercased()[...]
    if digits.hasSuffix("b"), digits.count > 1 { digits.removeLast() }
    guard let last = digits.last else { return nil }
    if last == "%" {
      guard let percent = Self.number(digits.dropLast()), percent > 0 else { return nil }
      self = .share(percent / 100)
      return
    }
    let unit = units[last]
    guard let number = Self.number(unit == nil ? digits : digits.dropLast()) else { return nil }
    let bytes = (number * (unit ?? 1)).rounded()
    guard bytes >= 1, bytes < 0x1p62 else { return nil }
    self = .bytes(Int64(bytes))
  }

  private static func number(_ text: Substring) -> Double? {
    guard text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }) else { return nil }
    return Double(text)
  }

  /// Bytes; nil if the machine does not tell how much it has.
  var limit: Int64? {
    switch self {
    case .bytes(let count): count
    case .share(let share): PhysicalMemory.bytes.map { Int64(Double($0) * share) }
    }
  }
}

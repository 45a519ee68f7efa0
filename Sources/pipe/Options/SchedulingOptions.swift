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
      "What the running stages may be expected to hold together, such as 6G or 80%.",
      valueName: "size"))
  var memory: MemoryBound = .share(0.8)

  @Option(
    help: ArgumentHelp(
      "How often a stage that uses the network is tried again.", valueName: "n"))
  var retries = 3

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1, not \(jobs)") }
    if retries < 0 { throw ValidationError("--retries takes a number from 0, not \(retries)") }
  }
}

/// A bound of memory as people write it.
enum MemoryBound: Equatable, ExpressibleByArgument {
  case bytes(Int64)
  /// Of the memory of the machine.
  case share(Double)

  /// A number of bytes, or a percentage of the machine's memory such as `80%`.
  init?(argument: String) {
    if argument.hasSuffix("%") {
      let digits = argument.dropLast()
      guard digits.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }),
        let percent = Double(digits), percent > 0
      else { return nil }
      self = .share(percent / 100)
    } else if let count = ByteCount(argument: argument), count.bytes > 0 {
      self = .bytes(Int64(count.bytes))
    } else {
      return nil
    }
  }

  /// For the help, where it is the default.
  var defaultValueDescription: String {
    switch self {
    case .bytes(let count): "\(count)"
    case .share(let share): "\(Int((share * 100).rounded()))%"
    }
  }

  /// Bytes; nil if the machine does not tell how much it has.
  var limit: Int64? {
    switch self {
    case .bytes(let count): count
    case .share(let share):
      PhysicalMemory.bytes.map { Int64(clamping: Int(min(0x1p62, Double($0) * share))) }
    }
  }
}

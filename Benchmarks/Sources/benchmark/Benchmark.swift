import ArgumentParser
import Tensors

/// Runs one piece of work for some windows of time and prints what each window gave.
///
/// The output is one line per window, `<name> <value> <unit>`, so that a script can run this program
/// and its peers in turn and compare.
@main
struct Benchmark: ParsableCommand {
  @Argument(help: "The work; 'list' prints the names.")
  var name: String

  @Option(help: "Threads.")
  var threads = 2

  @Option(help: "Windows to measure.")
  var windows = 3

  @Option(help: "Seconds in a window.")
  var seconds = 1.0

  func run() throws {
    if name == "list" {
      for work in Work.all { print(work.name, work.unit) }
      return
    }
    guard let work = Work.all.first(where: { $0.name == name }) else {
      throw ValidationError("there is no work '\(name)'; 'list' prints the names")
    }
    let context = try ComputeContext(threads: work.usesOneThread ? 1 : threads)
    let step = try work.prepare(context)
    // One window to warm caches, the branch predictor and the clock of the cores.
    _ = try measure(step, seconds: min(0.5, seconds))
    for _ in 0..<windows {
      print(work.name, try measure(step, seconds: seconds), work.unit)
    }
  }

  /// The amount of work per second, over at least `seconds`.
  private func measure(_ step: Work.Step, seconds: Double) throws -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    var amount = 0.0
    while true {
      amount += try step()
      let (whole, atto) = start.duration(to: clock.now).components
      let elapsed = Double(whole) + Double(atto) * 1e-18
      if elapsed >= seconds { return amount / elapsed }
    }
  }
}

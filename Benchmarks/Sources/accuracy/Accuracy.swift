import ArgumentParser
import Tensors

/// Compares the elementary functions with the C library's in higher precision, over every Float32 there is.
@main
struct Accuracy: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Sweep the elementary functions of the arithmetic contract over all Float32 numbers.",
    discussion: """
      For each function: how many results are not the correctly rounded ones, the largest error in units of
      the last place, and where. A stride of 1 takes all 2^32 arguments, some minutes for each function.
      """)

  @Argument(help: "Functions; all of them if none is given.")
  var names: [String] = []

  @Option(help: "Every n-th number.")
  var stride = 1

  @Option(help: "Threads.")
  var threads = 2

  func validate() throws {
    guard stride > 0, threads > 0 else { throw ValidationError("stride and threads are positive") }
    for name in names where !ElementaryFunction.all.contains(where: { $0.name == name }) {
      let known = ElementaryFunction.all.map(\.name).joined(separator: ", ")
      throw ValidationError("there is no function '\(name)'; there are \(known)")
    }
  }

  func run() throws {
    // The functions are cheap and the oracle is not: one context each, its arguments in turn.
    let context = try ComputeContext(threads: 1)
    let pool = try ThreadPool(threads: threads)
    for function in ElementaryFunction.all where names.isEmpty || names.contains(function.name) {
      var sweep = Sweep()
      sweep.run(function, stride: stride, context, pool)
      print(
        "\(function.name): \(sweep.compared) compared, \(sweep.misrounded) not correctly rounded, "
          + "largest error \(sweep.worst) units at \(sweep.worstArgument)")
    }
  }
}

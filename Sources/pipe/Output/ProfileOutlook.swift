import Artifacts
import Pipelines

/// What another profile of a pipeline would do, and how long that takes where it is known.
struct ProfileOutlook: Sendable {
  let text: String

  init(from current: Pipeline, to other: Pipeline, history: RunHistory, threads: Int) {
    let changes = other.parameters.filter { parameter in
      current.parameters.first { $0.name == parameter.name } != parameter
    }
    var parts = ["\(other.cells.count) stage\(other.cells.count == 1 ? "" : "s")"]
    if let seconds = history.seconds(of: other, threads: threads) {
      parts.append("about \(Quantity.seconds(seconds))")
    } else {
      parts.append("not timed here yet")
    }
    text =
      "--profile \(other.profile ?? "") would run with "
      + (changes.isEmpty
        ? "the same parameters" : changes.map(\.description).joined(separator: ", "))
      + ": " + parts.joined(separator: ", ")
  }
}

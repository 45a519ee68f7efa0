/// Suggestions for misspelt names.
enum NearestName {
  /// The candidate closest to `name`, if it is close enough to be what was meant.
  ///
  /// Ties go to the candidate that comes first, so the suggestion does not change between runs.
  static func suggestion(for name: String, among candidates: [String]) -> String? {
    let limit = max(2, name.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates {
      let distance =
        candidate.contains(name) || name.contains(candidate)
        ? 1 : editDistance(Array(name.lowercased()), Array(candidate.lowercased()))
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.name
  }

  /// `; did you mean 'x'?`, or the list of what is known when nothing is close.
  static func hint(for name: String, among candidates: [String]) -> String {
    if let suggestion = suggestion(for: name, among: candidates) {
      return "; did you mean '\(suggestion)'?"
    }
    if candidates.isEmpty { return "; none is defined" }
    return "; known: \(candidates.joined(separator: ", "))"
  }

  /// The optimal string alignment distance: insertions, deletions, substitutions and swaps of
  /// neighbours each cost one. O(n m) time.
  private static func editDistance(_ first: [Character], _ second: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...second.count)
    for (row, a) in first.enumerated() {
      var current = [row + 1]
      for (column, b) in second.enumerated() {
        var cost = min(
          previous[column + 1] + 1, current[column] + 1, previous[column] + (a == b ? 0 : 1))
        if row > 0, column > 0, a == second[column - 1], first[row - 1] == b {
          cost = min(cost, beforePrevious[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforePrevious, previous) = (previous, current)
    }
    return previous[second.count]
  }
}

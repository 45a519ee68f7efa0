import Pipelines

extension Pipeline {
  /// Where a report comes from, in one line.
  ///
  /// - Parameter sources: the names of the data.
  func lead(_ sources: [String]) -> String {
    var parts: [String] = []
    if !sources.isEmpty { parts.append("Data: " + sources.joined(separator: ", ")) }
    if let profile { parts.append("profile: \(profile)") }
    parts.append("from \(file.split(separator: "/").last ?? "")")
    return parts.joined(separator: " · ")
  }

  /// The command that makes the whole page, or one cell of it, again.
  func command(for cell: Cell? = nil) -> String {
    var words = ["swift", "run", "pipe", "run", file]
    if let profile { words += ["--profile", profile] }
    for override in overrides { words += ["--set", override.text] }
    if let cell { words += ["--only", cell.name] }
    return words.map(Self.shellWord).joined(separator: " ")
  }

  /// A word as a shell reads it back.
  private static func shellWord(_ word: String) -> String {
    let isPlain = word.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_./=,:+%@".contains($0))
    }
    if isPlain, !word.isEmpty { return word }
    let quoted = word.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + quoted.joined(separator: "'\\''") + "'"
  }
}

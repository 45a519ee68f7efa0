import Artifacts
import Pipelines

extension ReportPage {
  /// Builds the page of a complete run from what is in the store.
  ///
  /// - Throws: `StoreError` if a figure or table cannot be read.
  init(_ result: RunResult, store: Store) throws {
    let pipeline = result.pipeline
    title = pipeline.title
    style = PageStyle.css
    let sources = try SourceDescriptions(result, store: store)
    lead = Self.lead(pipeline, sources.allNames)
    notices = result.sources.compactMap(\.notice)
    self.sources = sources.summaries
    parameters = pipeline.parameters.map { Parameter(name: $0.name, value: $0.valueText) }
    graph = GraphDrawing(StageGraph(pipeline)).svg
    stages = pipeline.cells.map { Self.stageRow($0, result[$0.id].receipt) }
    command = Self.command(for: nil, in: pipeline)
    blocks = []
    contents = []
    hasContents = false
    var builder = BlockBuilder(result: result, store: store, sources: sources)
    for block in pipeline.report {
      let built = try builder.block(block)
      if let heading = built.heading { contents.append(heading) }
      blocks.append(built)
    }
    hasContents = contents.count > 1
  }

  private static func lead(_ pipeline: Pipeline, _ sources: [String]) -> String {
    var parts: [String] = []
    if !sources.isEmpty { parts.append("Data: " + sources.joined(separator: ", ")) }
    if let profile = pipeline.profile { parts.append("profile: \(profile)") }
    parts.append("from \(pipeline.file.split(separator: "/").last ?? "")")
    return parts.joined(separator: " · ")
  }

  private static func stageRow(_ cell: Cell, _ receipt: Receipt?) -> StageRow {
    let digests = receipt?.outputs.map { "\($0.name) \($0.value.digest.short)" }
      .joined(separator: " · ")
    let seconds = receipt?.provenance.durationSeconds
    return StageRow(
      name: cell.name, kind: cell.kind.name, digests: digests ?? "",
      seconds: seconds.map { DecimalText.fixed($0, digits: 2) } ?? "")
  }

  /// The command that makes the whole page, or one cell of it, again.
  static func command(for cell: Cell?, in pipeline: Pipeline) -> String {
    var words = ["swift", "run", "pipe", "run", pipeline.file]
    if let profile = pipeline.profile { words += ["--profile", profile] }
    for override in pipeline.overrides { words += ["--set", override.text] }
    if let cell { words += ["--only", cell.name] }
    return words.map(shellWord).joined(separator: " ")
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

import Artifacts
import Pipelines

extension ReportPage {
  /// Builds the page of a run from what is in the store.
  ///
  /// - Parameters:
  ///   - read: reads the values that texts quote.
  ///   - problems: takes what texts quote and results do not have.
  /// - Throws: `StoreError` if a result cannot be read.
  init(
    _ result: RunResult, store: Store, read: @escaping (StageInput) throws -> any NamedValues,
    problems: inout [Diagnostic]
  ) throws {
    let pipeline = result.pipeline
    title = pipeline.title
    style = PageStyle.css
    let sources = try SourceDescriptions(result, store: store)
    lead = pipeline.lead(sources.allNames)
    notices = result.sources.compactMap(\.notice)
    self.sources = sources.summaries
    hasSources = !self.sources.isEmpty
    hasParameters = !pipeline.parameters.isEmpty
    parameters = pipeline.parameters.map { Parameter(name: $0.name, value: $0.valueText) }
    graph = GraphDrawing(StageGraph(pipeline)).svg
    stages = pipeline.cells.map { Self.stageRow($0, result[$0.id].receipt) }
    command = pipeline.command()
    blocks = []
    contents = []
    hasContents = false
    var quoted = QuotedValues(result, store: store, read: read)
    self.result = try pipeline.result.map { try quoted.plainText($0) }
    var builder = BlockBuilder(result: result, store: store, sources: sources, quoted: quoted)
    for block in pipeline.report {
      let built = try builder.block(block)
      if let heading = built.heading { contents.append(heading) }
      blocks.append(built)
    }
    hasContents = contents.count > 1
    thumbnail = builder.thumbnail
    problems += builder.quoted.problems
  }

  private static func stageRow(_ cell: Cell, _ receipt: Receipt?) -> StageRow {
    let digests = receipt?.outputs.map { "\($0.name) \($0.value.digest.short)" }
      .joined(separator: " · ")
    let seconds = receipt?.provenance.durationSeconds
    return StageRow(
      name: cell.name, kind: cell.kind.name, digests: digests ?? "",
      seconds: seconds.map { DecimalText.fixed($0, digits: 2) } ?? "")
  }
}

import Artifacts
import Pipelines

/// What the stages of a run say of the data that they brought in.
///
/// A stage that reads data from outside the store has an output `description`, which names the data
/// as captions are to name it and says whether its files are the published ones.
struct SourceDescriptions {
  private let pipeline: Pipeline
  private let descriptions: [(cell: Cell.ID, name: String, summary: String)]

  /// - Throws: `StoreError` if a description cannot be read.
  init(_ result: RunResult, store: Store) throws {
    pipeline = result.pipeline
    descriptions = try result.pipeline.cells.compactMap { cell in
      guard let record = result[cell.id].receipt?.outputs["description"],
        case .table(let json) = try store.load(record), let name = json["name"]?.stringValue
      else { return nil }
      return (cell.id, name, json["summary"]?.stringValue ?? name)
    }
  }

  var allNames: [String] { distinct(descriptions.map(\.name)) }
  var summaries: [String] { distinct(descriptions.map(\.summary)) }

  /// What a cell that brought data in calls them; nil for other cells.
  func name(of id: Cell.ID) -> String? { descriptions.first { $0.cell == id }?.name }

  /// The names of the data that the result of a cell rests on.
  func names(behind id: Cell.ID) -> [String] {
    let closure = pipeline.closure(of: [id])
    return distinct(descriptions.filter { closure.contains($0.cell) }.map(\.name))
  }

  private func distinct(_ texts: [String]) -> [String] {
    texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

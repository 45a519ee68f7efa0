import Artifacts

/// A pipeline file with one profile applied and everything expanded: a graph of cells.
public struct Pipeline: Sendable {
  public let name: String
  public let file: String
  public let title: String
  /// The profile in force, and all that the file has.
  public let profile: String?
  public let profiles: [String]
  /// What the command line changed, laid over the profile.
  public let overrides: [ParameterOverride]
  /// The parameters in file order, after profile and overrides.
  public let parameters: [Binding]
  /// The cells in an order in which every cell comes after its inputs.
  public let cells: [Cell]
  public let report: [ReportBlock]
  /// What came out, in one line: shown at the top of the page and in the index.
  public let result: ReportText?

  public subscript(id: Cell.ID) -> Cell { cells[id.index] }

  /// The cells that a name selects: a stage with all its cells, or `stage[variable=value]`.
  ///
  /// - Throws: `UnknownStage` if it selects none.
  public func cells(matching reference: String) throws -> [Cell] {
    let nowhere = SourceLocation(file: file, line: 1, column: 1)
    guard let parsed = try? StageReference(reference, at: nowhere) else {
      throw UnknownStage(
        description: "'\(reference)' is not a stage or a selection such as stage[variable=value]")
    }
    let found = cells.filter { $0.stageName == parsed.stage && parsed.matches($0.bindings) }
    if found.isEmpty {
      var names: [String] = []
      for cell in cells where !names.contains(cell.stageName) { names.append(cell.stageName) }
      throw UnknownStage(
        description: "\(file) has no stage '\(reference)'"
          + NearestName.hint(for: parsed.stage, among: names))
    }
    return found
  }

  /// A cell and everything that it needs, directly or not.
  public func closure(of roots: [Cell.ID]) -> Set<Cell.ID> {
    var reached: Set<Cell.ID> = []
    var pending = roots
    while let id = pending.popLast() {
      if reached.insert(id).inserted { pending += self[id].inputs.flatMap(\.cells) }
    }
    return reached
  }
}

/// One cell of the graph: a stage with the matrix variables bound.
///
/// A class, because none ever changes, it is large, and pipelines hand them around by the thousand.
public final class Cell: Sendable, Identifiable {
  public struct ID: Hashable, Comparable, Sendable {
    let index: Int

    /// The order of the pipeline's cells.
    public static func < (left: ID, right: ID) -> Bool { left.index < right.index }

    /// This cell's of the forecasts of its pipeline.
    public func forecast(in forecasts: [Forecast]) -> Forecast { forecasts[index] }
  }

  public struct Input: Sendable {
    public let slot: InputSlot
    public let cells: [Cell.ID]
  }

  public let id: ID
  public let stageName: String
  public let bindings: [Binding]
  /// What figures and tables call this cell: the `label` of the file, else its name.
  public let label: String
  /// The declaration of the cell's stage: its kind's, completed from the parameters.
  public let kind: StageDeclaration
  public let stage: any Stage
  /// The checked parameters with all defaults.
  public let parameters: JSONObject
  /// The inputs in the order of the kind's declaration.
  public let inputs: [Input]
  public let location: SourceLocation

  init(
    id: ID, stageName: String, bindings: [Binding], label: String, kind: StageDeclaration,
    stage: any Stage, parameters: JSONObject, inputs: [Input], location: SourceLocation
  ) {
    self.id = id
    self.stageName = stageName
    self.bindings = bindings
    self.label = label
    self.kind = kind
    self.stage = stage
    self.parameters = parameters
    self.inputs = inputs
    self.location = location
  }

  /// The parameters that are part of the stage key.
  var keyParameters: JSONObject {
    kind.parameters.reduce(into: parameters) { result, field in
      if !field.changesResult { result[field.name] = nil }
    }
  }

  /// `networks[activation=relu,p=0.5]`, the name that references and the command line use.
  public var name: String {
    bindings.isEmpty
      ? stageName : "\(stageName)[\(bindings.map(\.description).joined(separator: ","))]"
  }
}

/// A stage that was asked for by name and is not in the pipeline.
public struct UnknownStage: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String
}

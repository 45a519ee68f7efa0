import NeuralNetworks
import Pipelines

/// The network of a train stage before it is trained.
public struct PlannedModel: Sendable {
  public let summary: ModelSummary

  /// - Parameter forecasts: of the pipeline that the cell is of.
  /// - Returns: `nil` for a cell that trains no network, and where the shape of the data is not known.
  /// - Throws: `SpecificationError` for a network that does not take the data.
  public init?(_ cell: Cell, forecasts: [Forecast]) throws(SpecificationError) {
    guard let stage = cell.stage as? TrainStage else { return nil }
    let data = cell.inputs.first { $0.slot.name == "data" }?.cells.first
    guard let data, let shape = DataForecast(data.forecast(in: forecasts)).exampleShape else {
      return nil
    }
    summary = ModelSummary(try stage.model(for: shape))
  }
}

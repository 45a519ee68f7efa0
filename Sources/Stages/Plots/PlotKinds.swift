import Pipelines

/// Every kind of figure there is.
enum PlotKinds {
  static let all: [any PlotKind.Type] = [
    LinePlot.self, ScatterPlot.self, BarPlot.self, ErrorBarPlot.self, HistogramPlot.self,
    RidgePlot.self, HeatMapPlot.self, ConfusionPlot.self, ParallelPlot.self,
    ImagesPlot.self, RegionsPlot.self, GraphPlot.self, NetworkPlot.self,
  ]

  static let names = all.map { $0.name }

  static subscript(name: String) -> (any PlotKind.Type)? { all.first { $0.name == name } }

  /// The panels of a figure, whose fields depend on the parameter `kind`.
  static var panelsType: ParameterType {
    .selected(
      by: "kind",
      all.map { kind in
        (name: kind.name, type: .list(of: .object(kind.fields), minimumCount: 1))
      })
  }
}

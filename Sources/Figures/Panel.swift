/// One plot: two axes and what is drawn between them.
public struct Panel: Sendable {
  /// Written above the plot; empty for none.
  public var title: String
  public var xAxis: Axis
  public var yAxis: Axis

  /// Drawn by `Mark.depth`, and within one depth in this order.
  public var marks: [any Mark]

  public init(title: String = "", xAxis: Axis = Axis(), yAxis: Axis = Axis(), marks: [any Mark]) {
    self.title = title
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.marks = marks
  }
}

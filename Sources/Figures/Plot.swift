/// Two axes and what is drawn between them.
public struct Plot: Sendable {
  public var xAxis: Axis
  public var yAxis: Axis

  /// Drawn by `Mark.depth`, and within one depth in this order.
  public var marks: [any Mark]

  /// The width of the area between the axes over its height, such as 1 where both axes have one
  /// unit; nil fills the room there is.
  public var aspectRatio: Double?

  public init(
    xAxis: Axis = Axis(), yAxis: Axis = Axis(), marks: [any Mark], aspectRatio: Double? = nil
  ) {
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.marks = marks
    self.aspectRatio = aspectRatio
  }
}

import Ink

/// What marks have drawn in one panel.
public struct PlotLayers: Sendable {
  /// Cut off at the border of the plot: lines and areas.
  public var clipped: [Scene.Item] = []

  /// On top and whole: points, which are drawn only when their centre is visible.
  public var whole: [Scene.Item] = []

  public init() {}
}

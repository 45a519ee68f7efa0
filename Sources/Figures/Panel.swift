/// One part of a figure: a plot with axes, or content that draws itself.
public struct Panel: Sendable {
  public enum Content: Sendable {
    case plot(Plot)
    case drawing(any Drawing)
  }

  /// Written above the content; empty for none.
  public var title: String
  public var content: Content

  /// A plot of marks between two axes.
  public init(title: String = "", xAxis: Axis = Axis(), yAxis: Axis = Axis(), marks: [any Mark]) {
    self.init(title: title, plot: Plot(xAxis: xAxis, yAxis: yAxis, marks: marks))
  }

  public init(title: String = "", plot: Plot) {
    self.title = title
    content = .plot(plot)
  }

  public init(title: String = "", drawing: any Drawing) {
    self.title = title
    content = .drawing(drawing)
  }

  /// The plot; nil when the content is a drawing.
  public var plot: Plot? {
    if case .plot(let plot) = content { plot } else { nil }
  }

  /// The marks of the plot; none for a drawing.
  var marks: [any Mark] { plot?.marks ?? [] }
}

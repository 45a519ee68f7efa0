import Ink

/// Content of a panel that has no axes: a grid of pictures, a diagram.
///
/// Layout asks only what is declared here. The figure's size follows from the preferred size
/// unless it is given.
public protocol Drawing: Sendable {
  /// Checks the data, before anything else is asked.
  ///
  /// - Throws: `FigureError` naming what is wrong with which part.
  func validate() throws

  /// The size in logical pixels at which everything can be read.
  func preferredSize(theme: Theme, fonts: FontSet) throws -> Size

  /// Draws the content into a rectangle, from its top left corner. Where there is less room than
  /// preferred it is made smaller, never cut.
  func draw(in rect: Rect, theme: Theme, fonts: FontSet, into items: inout [Scene.Item]) throws

  /// What a reader must be told at the foot of the figure, such as what is left out.
  var notes: [String] { get }
}

extension Drawing {
  public var notes: [String] { [] }
}

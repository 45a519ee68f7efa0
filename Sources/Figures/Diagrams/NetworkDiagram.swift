import Ink

/// A network as a row of layers: columns of units, and stacks of feature maps for layers of images.
public struct NetworkDiagram: Drawing {
  /// What one layer hands on.
  public struct Layer: Hashable, Sendable {
    /// Written below; broken into lines where it is long.
    public var name: String

    /// The sizes of the layer's values for one example: units, or channels, height and width.
    public var shape: [Int]

    public init(_ name: String, shape: [Int]) {
      self.name = name
      self.shape = shape
    }
  }

  /// From the input on.
  public let layers: [Layer]

  public init(layers: [Layer]) {
    self.layers = layers
  }

  public var notes: [String] {
    let isElided = layers.contains { layer in
      layer.shape.count == 1 && (layer.shape.first ?? 0) > NetworkDiagramLayout.mostUnits
    }
    let isStacked = layers.contains { $0.shape.count == 3 }
    var parts: [String] = []
    if isElided { parts.append("columns with dots have more units than are drawn") }
    if isStacked { parts.append("squares are feature maps, at most five per layer") }
    return parts.isEmpty ? [] : [parts.joined(separator: "; ")]
  }

  public func validate() throws {
    func failure(_ problem: String) -> FigureError {
      FigureError.unusableData(what: "the network diagram", problem: problem)
    }
    guard !layers.isEmpty else { throw failure("it has no layer; give it at least one") }
    guard layers.count <= 60 else {
      throw failure("\(layers.count) layers; at most 60 can be drawn")
    }
    for layer in layers {
      guard layer.shape.count == 1 || layer.shape.count == 3, layer.shape.allSatisfy({ $0 > 0 })
      else {
        throw failure(
          "layer '\(layer.name)' has the shape \(layer.shape); it needs one positive size, or three "
            + "for channels, height and width")
      }
    }
  }

  public func preferredSize(theme: Theme, fonts: FontSet) throws -> Size {
    try NetworkDiagramLayout(layers, theme: theme, fonts: fonts).size
  }

  public func draw(
    in rect: Rect, theme: Theme, fonts: FontSet, into items: inout [Scene.Item]
  ) throws {
    try NetworkDiagramLayout(layers, theme: theme, fonts: fonts).draw(in: rect, into: &items)
  }
}

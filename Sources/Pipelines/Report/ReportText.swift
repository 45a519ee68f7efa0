/// A text of the page, with places at which values of results are to stand.
public struct ReportText: Equatable, Sendable {
  public enum Piece: Equatable, Sendable {
    case literal(String)
    case value(ValueReference)
  }

  public let pieces: [Piece]

  public init(_ pieces: [Piece]) { self.pieces = pieces }

  /// The values that the text quotes, in its order.
  public var references: [ValueReference] {
    pieces.compactMap { if case .value(let reference) = $0 { reference } else { nil } }
  }
}

/// `{{STAGE:VALUE:FORMAT}}` in a text: a value of a result, quoted.
public struct ValueReference: Equatable, Sendable {
  public let cell: Cell.ID
  /// As plots and tables name values: `error`, `history/train_loss[-1]`.
  public let name: String
  public let format: ValueFormat
  /// As it stands in the file, braces included.
  public let source: String
  /// Where the text that holds it begins.
  public let location: SourceLocation
}

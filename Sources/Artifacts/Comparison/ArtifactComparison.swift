/// Two artifacts side by side.
public enum ArtifactComparison: Equatable, Sendable {
  case tensors(BundleComparison)
  case figures(FigureComparison)
  /// Nil for equal tables.
  case tables(TableDifference?)
  /// They are not of one kind.
  case kinds(left: Artifact.Kind, right: Artifact.Kind)

  public init(_ left: Artifact, _ right: Artifact) {
    self =
      switch (left, right) {
      case (.tensors(let a), .tensors(let b)): .tensors(BundleComparison(a, b))
      case (.figure(let a), .figure(let b)): .figures(FigureComparison(a, b))
      case (.table(let a), .table(let b)): .tables(TableDifference(a, b))
      default: .kinds(left: left.kind, right: right.kind)
      }
  }

  /// Whether the two have one digest.
  public var isEqual: Bool {
    switch self {
    case .tensors(let comparison): comparison.isEqual
    case .figures(let comparison): comparison.isEqual
    case .tables(let difference): difference == nil
    case .kinds: false
    }
  }
}

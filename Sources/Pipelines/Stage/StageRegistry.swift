/// The stage kinds that a program knows, in the order in which it lists them.
public struct StageRegistry: Sendable {
  public let kinds: [any Stage.Type]

  public let names: [String]
  private let kindsByName: [String: any Stage.Type]

  /// - Precondition: no two kinds have one name.
  public init(_ kinds: [any Stage.Type]) {
    self.kinds = kinds
    names = kinds.map { $0.declaration.name }
    kindsByName = Dictionary(uniqueKeysWithValues: zip(names, kinds))
  }

  public subscript(name: String) -> (any Stage.Type)? { kindsByName[name] }
}

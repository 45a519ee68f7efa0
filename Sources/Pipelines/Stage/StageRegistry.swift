/// The stage kinds that a program knows, in the order in which it lists them.
public struct StageRegistry: Sendable {
  public let kinds: [any Stage.Type]

  public init(_ kinds: [any Stage.Type]) { self.kinds = kinds }

  public subscript(name: String) -> (any Stage.Type)? {
    kinds.first { $0.declaration.name == name }
  }

  public var names: [String] { kinds.map { $0.declaration.name } }
}

/// The data sets that can be asked for by name.
public struct DatasetCatalog: Sendable {
  /// In the order in which they are listed to people.
  public let definitions: [DatasetDefinition]

  public init(_ definitions: [DatasetDefinition]) {
    self.definitions = definitions
  }

  /// The sets this program knows. A new set is a file beside this one and a name in this list.
  public static let standard = DatasetCatalog([
    .mnist, .fashionMNIST, .cifar10, .fashionRGB,
  ])

  public var names: [String] { definitions.map(\.name) }

  /// - Throws: ``DatasetError/unknownSet(name:known:)``.
  public func definition(of name: String) throws(DatasetError) -> DatasetDefinition {
    guard let definition = definitions.first(where: { $0.name == name }) else {
      throw .unknownSet(name: name, known: names)
    }
    return definition
  }
}

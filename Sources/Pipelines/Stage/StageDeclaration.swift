/// The description of a stage kind, from which files are checked and documentation is made.
public struct StageDeclaration: Sendable {
  /// The name that a pipeline file uses.
  public var name: String
  /// Raised whenever the same parameters and inputs give other bits than before.
  public var version: Int
  /// One sentence.
  public var summary: String
  public var inputs: [InputSlot]
  /// What slots of any other name take; nil if there are none.
  public var otherInputs: InputSlot?
  /// What the outputs mean to other stages, such as `data` or `model`: a slot names what it takes.
  /// Empty for a kind whose stages decide it by their parameters.
  public var produces: String
  /// The names of the outputs.
  public var outputs: [String]
  public var parameters: [ParameterField]

  public init(
    name: String, version: Int, summary: String, inputs: [InputSlot] = [],
    otherInputs: InputSlot? = nil, produces: String, outputs: [String],
    parameters: [ParameterField] = []
  ) {
    self.name = name
    self.version = version
    self.summary = summary
    self.inputs = inputs
    self.otherInputs = otherInputs
    self.produces = produces
    self.outputs = outputs
    self.parameters = parameters
  }

  /// The slots of a stage that names these: the declared ones, then others in the order given.
  func slots(named names: [String]) -> [InputSlot] {
    guard let otherInputs else { return inputs }
    return names.reduce(into: inputs) { slots, name in
      guard !slots.contains(where: { $0.name == name }) else { return }
      var slot = otherInputs
      slot.name = name
      slots.append(slot)
    }
  }
}

/// A named place where the results of other stages go in.
public struct InputSlot: Sendable {
  public enum Cardinality: Sendable {
    /// Exactly one cell.
    case one
    /// One cell or more, in the order of the file.
    case many
    /// Any number of cells, none included.
    case any
  }

  public var name: String
  public var cardinality: Cardinality
  /// The `produces` of the stages that fit; empty for anything.
  public var accepts: [String]
  /// Whether the labels of the input stages show in the result: if so they are part of the key.
  public var usesLabels: Bool
  public var help: String

  public init(
    _ name: String, _ cardinality: Cardinality = .one, accepts: [String], usesLabels: Bool = false,
    help: String
  ) {
    self.name = name
    self.cardinality = cardinality
    self.accepts = accepts
    self.usesLabels = usesLabels
    self.help = help
  }
}

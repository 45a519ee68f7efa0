import Artifacts

/// One step of a pipeline: a pure function from its inputs and parameters to its outputs.
///
/// The engine sees nothing else of a stage. What `execute` returns may depend on the inputs, the
/// parameters and the external inputs only: all of them are in the stage key. It must not depend
/// on time, host, path, the number of threads or the instruction set.
public protocol Stage: Sendable {
  /// What the kind is called, what it takes and what it makes.
  static var declaration: StageDeclaration { get }

  /// What this stage takes and makes: the kind's declaration, unless it depends on the parameters.
  var declaration: StageDeclaration { get }

  /// Reads checked parameters.
  ///
  /// - Throws: for rules that the declaration cannot state; the error points into the file.
  init(_ parameters: Parameters) throws(SpecificationError)

  /// What the stage asks of the world outside the store; stages of a kind with equal questions get one
  /// answer. Nil for a stage that reads nothing but its inputs.
  var externalQuestion: String? { get }

  /// The answer to ``externalQuestion``: what the stage reads from outside the store, found and
  /// identified when planning.
  ///
  /// - Throws: if something that the stage needs is not there.
  func externalInput(in environment: PlanningEnvironment) throws -> ExternalInput?

  /// What is known of the outputs before anything has run, from what is known of the inputs by slot.
  ///
  /// - Throws: where the inputs cannot be what the parameters ask for; the error points into the file.
  func forecast(
    _ inputs: [String: [Forecast]], in environment: PlanningEnvironment
  ) throws(SpecificationError) -> Forecast

  /// Computes the outputs, by name. The stage's `declaration.outputs` lists the names.
  func execute(in context: StageContext) throws -> [String: Artifact]
}

extension Stage {
  public var declaration: StageDeclaration { Self.declaration }

  public var externalQuestion: String? { nil }

  public func externalInput(in environment: PlanningEnvironment) throws -> ExternalInput? { nil }

  public func forecast(
    _ inputs: [String: [Forecast]], in environment: PlanningEnvironment
  ) throws(SpecificationError) -> Forecast { .unknown }
}

/// A stage that could not be carried out for reasons that may pass, such as a network that is down: the
/// engine tries it again. Any other failure of a stage would come back.
public struct PassingFailure: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

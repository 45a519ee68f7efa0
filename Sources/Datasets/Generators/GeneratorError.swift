/// What can be wrong with the settings of a generator.
public enum GeneratorError: Error, Equatable, Sendable {
  /// A number lies outside its range.
  case outOfRange(parameter: String, found: Double, allowed: String)
}

extension GeneratorError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .outOfRange(let parameter, let found, let allowed):
      "\(parameter) is \(found); it must be \(allowed)"
    }
  }
}

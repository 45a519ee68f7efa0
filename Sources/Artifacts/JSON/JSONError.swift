/// Why a text is not JSON, or why a value cannot be written as JSON.
public enum JSONError: Error, Equatable, Sendable {
  /// Line and column count from 1, the column in Unicode scalars.
  case invalidText(line: Int, column: Int, problem: String)

  /// A number at a place such as `$.loss[3]` is infinite or not a number.
  case notFinite(place: String, value: String)
}

extension JSONError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalidText(let line, let column, let problem):
      "\(line):\(column): \(problem)"
    case .notFinite(let place, let value):
      "\(place) is \(value), which JSON cannot hold"
    }
  }
}

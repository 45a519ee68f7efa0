import Artifacts
import Pipelines

/// Where something is largest or smallest, in a pipeline file: `{"largest": "accuracy"}`.
struct ExtremeParameters {
  /// What is compared.
  let value: String
  private let isLargest: Bool

  /// - Parameter noun: what the value is one of, for the documentation.
  static func fields(_ noun: String) -> [ParameterField] {
    ["largest", "smallest"].map {
      ParameterField($0, .string, .optional, help: "the one \(noun) is to be \($0)")
    }
  }

  /// - Parameter parameter: the name of the parameter, for the message.
  init(_ json: JSONValue, of parameter: String) throws(StageFailure) {
    switch (json["largest"]?.stringValue, json["smallest"]?.stringValue) {
    case (let largest?, nil): (value, isLargest) = (largest, true)
    case (nil, let smallest?): (value, isLargest) = (smallest, false)
    default: throw StageFailure("'\(parameter)' needs either 'largest' or 'smallest'")
    }
  }

  /// The place of the extreme, the first of equal ones; `nil` when nothing is a number.
  func index(among numbers: [Double]) -> Int? {
    var best: Int?
    for (index, number) in numbers.enumerated() where !number.isNaN {
      guard let former = best.map({ numbers[$0] }) else {
        best = index
        continue
      }
      if isLargest ? number > former : number < former { best = index }
    }
    return best
  }
}

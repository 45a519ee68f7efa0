/// What can be wrong with the numbers handed to an analysis.
public enum AnalysisError: Error, Equatable, Sendable {
  /// Nothing was given where at least one value is needed.
  case empty(what: String)
  /// Two lists that describe the same examples differ in length.
  case countMismatch(predictions: Int, labels: Int)
  /// A class index outside `0..<classCount`.
  case classOutOfRange(what: String, example: Int, found: Int, classCount: Int)
  /// Two confusion matrices over different numbers of classes.
  case classCountMismatch(left: Int, right: Int)
  /// A parameter outside its range.
  case parameterOutOfRange(name: String, found: Double, allowed: String)
  /// Points that are not `[points, features]`, or not the number that is needed.
  case wrongShape(what: String, found: String, needed: String)
  /// NaN or infinity where numbers are compared.
  case notFinite(what: String)
  /// An embedding whose points flew apart.
  case diverged(iteration: Int)
}

extension AnalysisError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .empty(let what):
      "\(what): no values; at least one is needed"
    case .countMismatch(let predictions, let labels):
      "\(predictions) predictions but \(labels) labels; there must be one of each per example"
    case .classOutOfRange(let what, let example, let found, let classCount):
      "\(what) \(found) of example \(example) is not one of the \(classCount) classes"
    case .classCountMismatch(let left, let right):
      "confusion matrices of \(left) and of \(right) classes cannot be added"
    case .parameterOutOfRange(let name, let found, let allowed):
      "\(name) is \(found); it must be \(allowed)"
    case .wrongShape(let what, let found, let needed):
      "\(what): the shape is \(found); needed is \(needed)"
    case .notFinite(let what):
      "\(what): a value is infinite or not a number; leave such examples out"
    case .diverged(let iteration):
      "the embedding diverged at iteration \(iteration); take a smaller learning rate"
    }
  }
}

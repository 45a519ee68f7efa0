import Artifacts
import Pipelines

/// A number of a run, in a pipeline file: `"test/accuracy"`,
/// `{"value": 1, "minus": "history/validation_error[-1]"}`, or
/// `{"value": "history/epoch", "at": {"smallest": "history/validation_loss"}}`.
struct RunQuantity {
  static let fields = [
    ParameterField(
      "value", .anyOf([.string, .number]), .required,
      help:
        "a number of the run, such as test/accuracy or history/validation_loss[-1]; with 'at' a list"
    ),
    ParameterField("minus", .string, .optional, help: "another one, which is subtracted"),
    ParameterField(
      "at", .object(ExtremeParameters.fields("list whose element")), .optional,
      help: "takes the elements of lists where another list of the run is largest or smallest"),
  ]

  private enum Term {
    case constant(Double)
    case value(String)

    init(_ json: JSONValue) {
      self = json.doubleValue.map(Term.constant) ?? .value(json.stringValue ?? "")
    }
  }

  private let term: Term
  private let subtracted: Term?
  private let place: ExtremeParameters?

  init(_ json: JSONValue) throws(StageFailure) {
    term = Term(json["value"] ?? json)
    subtracted = json["minus"].map(Term.init)
    guard let place = json["at"] else {
      self.place = nil
      return
    }
    self.place = try ExtremeParameters(place, of: "at")
  }

  /// The number; NaN where a training diverged before there was any.
  func number(of run: SummarizedRun) throws -> Double {
    let number = try number(term, of: run)
    return try subtracted.map { number - (try self.number($0, of: run)) } ?? number
  }

  private func number(_ term: Term, of run: SummarizedRun) throws -> Double {
    switch term {
    case .constant(let number): number
    case .value(let name): try element(name, of: run)
    }
  }

  private func element(_ name: String, of run: SummarizedRun) throws -> Double {
    guard let place else { return try run.number(name) }
    let (list, compared) = (try run.list(name), try run.list(place.value))
    guard list.count == compared.count else {
      throw StageFailure(
        "'\(name)' and '\(place.value)' of '\(run.label)' are lists of different lengths: "
          + "\(list.count) and \(compared.count)")
    }
    return place.index(among: compared).map { list[$0] } ?? .nan
  }
}

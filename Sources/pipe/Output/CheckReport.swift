import Artifacts
import Pipelines

/// The outcome of a check in words.
struct CheckReport {
  private let pipeline: Pipeline
  private let checks: [CellCheck]

  init(_ pipeline: Pipeline, _ checks: [CellCheck]) {
    self.pipeline = pipeline
    self.checks = checks
  }

  /// What to leave with; nil if every stage gave its stored bits.
  var failure: Failure.Code? {
    if checks.contains(where: \.differs) { return .nondeterminism }
    if let error = checks.compactMap(\.error).first {
      return Failure(error).code ?? .stageFailed
    }
    return checks.allSatisfy(\.hasResult) ? nil : .stale
  }

  var lines: [String] {
    var lines: [String] = []
    for check in checks {
      let name = pipeline[check.cell].name
      let variants = check.outcomes.map { "\($0.variant)" }.joined(separator: " ")
      lines.append("\(word(check))  \(name)  \(variants)")
      for (variant, outcome) in check.outcomes {
        switch outcome {
        case .same: break
        case .differs(let output, let difference):
          lines.append("         \(variant): output '\(output)', \(difference)")
        case .failed(let error): lines.append("         \(variant): \(error)")
        }
      }
    }
    let sound = checks.filter { word($0) == Self.same }.count
    return lines + ["\(sound) of \(checks.count) stages gave their stored bits again"]
  }

  private static let same = "same   "

  private func word(_ check: CellCheck) -> String {
    if check.differs { return "DIFFERS" }
    if check.error != nil { return "failed " }
    return check.hasResult ? Self.same : "absent "
  }

  var document: JSONObject {
    [
      "pipeline": .string(pipeline.name),
      "profile": pipeline.profile.map(JSONValue.string) ?? .null,
      "same": .bool(failure == nil),
      "stages": .array(
        checks.map { check in
          [
            "stage": .string(pipeline[check.cell].name),
            "stored": .bool(check.hasResult),
            "executions": .array(check.outcomes.map { Self.document($0.variant, $0.outcome) }),
          ]
        }),
    ]
  }

  private static func document(_ variant: CheckVariant, _ outcome: CellCheck.Outcome) -> JSONValue {
    var document: JSONValue = [
      "instructionSet": .string(variant.instructionSet.rawValue),
      "threads": .integer(Int64(variant.threads)),
    ]
    switch outcome {
    case .same: document["outcome"] = "same"
    case .differs(let output, let difference):
      document["outcome"] = "differs"
      document["output"] = .string(output)
      document["place"] = .string(difference.place)
      document["stored"] = difference.stored.map(JSONValue.string)
      document["found"] = difference.found.map(JSONValue.string)
      document["extent"] = difference.extent.map(JSONValue.string)
    case .failed(let error):
      document["outcome"] = "failed"
      document["error"] = .string("\(error)")
    }
    return document
  }
}

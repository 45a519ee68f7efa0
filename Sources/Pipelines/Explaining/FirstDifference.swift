import Artifacts

/// The first place where two results differ, with what stands there on both sides.
public struct FirstDifference: Equatable, Sendable {
  /// Such as `tensor 'parameters/dense1/weight', element [0, 3]`.
  public let place: String
  public let stored: String
  public let found: String

  /// Nil if the results are equal bit by bit.
  public init?(from stored: Artifact, to found: Artifact) {
    let difference: FirstDifference? =
      switch (stored, found) {
      case (.tensors(let stored), .tensors(let found)): Self.between(stored, found)
      case (.figure(let stored), .figure(let found)): Self.between(stored, found)
      case (.table(let stored), .table(let found)): Self.between(stored, found)
      default:
        FirstDifference(
          place: "kind of result", stored: stored.kind.rawValue, found: found.kind.rawValue)
      }
    guard let difference else { return nil }
    self = difference
  }

  init(place: String, stored: String, found: String) {
    self.place = place
    self.stored = stored
    self.found = found
  }

  private static func between(_ stored: JSONValue, _ found: JSONValue) -> FirstDifference? {
    JSONDifference.between(stored, found).first.map {
      FirstDifference(
        place: $0.path.isEmpty ? "the whole table" : "table entry \($0.path)",
        stored: text($0.old), found: text($0.new))
    }
  }

  private static func text(_ value: JSONValue?) -> String {
    guard let value else { return "absent" }
    return (try? value.canonicalText()) ?? "a number that JSON cannot hold"
  }
}

extension FirstDifference: CustomStringConvertible {
  public var description: String { "\(place): stored \(stored), now \(found)" }
}

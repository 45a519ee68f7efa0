import Artifacts

/// The outputs of two sides compared, in words and as JSON.
struct DifferenceReport {
  enum Outcome {
    case equal
    case onlyLeft
    case onlyRight
    case different(ArtifactComparison)
  }

  struct Entry {
    let label: String
    let left: Receipt.Output?
    let right: Receipt.Output?
    let outcome: Outcome

    var isEqual: Bool {
      if case .equal = outcome { true } else { false }
    }
  }

  let entries: [Entry]

  var isEqual: Bool { entries.allSatisfy(\.isEqual) }

  /// Pairs outputs of one label; two lone outputs are compared whatever they are called. Only what
  /// differs is loaded.
  ///
  /// - Throws: `StoreError`, `FileError`.
  init(_ left: ComparedSide, _ right: ComparedSide, in store: Store) throws {
    var pairs: [(label: String, left: Receipt.Output?, right: Receipt.Output?)] = []
    if let a = left.outputs.first, let b = right.outputs.first, left.outputs.count == 1,
      right.outputs.count == 1
    {
      let label = a.name == b.name ? a.name : "\(a.name), \(b.name)"
      pairs = [(label, a.value, b.value)]
    } else {
      var labels = NameTable<Void>()
      for label in left.outputs.names + right.outputs.names { labels[label] = () }
      pairs = labels.names.map { ($0, left.outputs[$0], right.outputs[$0]) }
    }
    entries = try pairs.map { label, left, right in
      Entry(
        label: label, left: left, right: right, outcome: try Self.compare(left, right, in: store))
    }
  }

  private static func compare(
    _ left: Receipt.Output?, _ right: Receipt.Output?, in store: Store
  ) throws -> Outcome {
    guard let left else { return .onlyRight }
    guard let right else { return .onlyLeft }
    if left.digest == right.digest, left.kind == right.kind { return .equal }
    return .different(ArtifactComparison(try store.load(left), try store.load(right)))
  }

  var lines: [String] {
    let differing = entries.count { !$0.isEqual }
    return entries.flatMap { entry -> [String] in
      switch entry.outcome {
      case .equal: ["\(entry.label): equal"]
      case .onlyLeft: ["\(entry.label): only on the left"]
      case .onlyRight: ["\(entry.label): only on the right"]
      case .different(let comparison):
        ["\(entry.label): differs"] + comparison.lines.map { "  \($0)" }
      }
    } + ["\(differing) of \(entries.count) outputs differ"]
  }

  var document: JSONObject {
    [
      "equal": .bool(isEqual),
      "outputs": .array(
        entries.map { entry in
          var members: JSONValue = [
            "name": .string(entry.label), "equal": .bool(entry.isEqual),
            "left": entry.left.map { .string($0.digest.hex) } ?? .null,
            "right": entry.right.map { .string($0.digest.hex) } ?? .null,
          ]
          if case .different(let comparison) = entry.outcome {
            members["difference"] = comparison.document
          }
          return members
        }),
    ]
  }
}

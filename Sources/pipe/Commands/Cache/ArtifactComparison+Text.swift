import Artifacts
import Glibc

extension ArtifactComparison {
  /// One line for each thing that differs.
  var lines: [String] {
    switch self {
    case .kinds(let left, let right): ["a \(left.rawValue) object and a \(right.rawValue) object"]
    case .tensors(let comparison): comparison.lines
    case .figures(let comparison): comparison.lines
    case .tables(let difference): difference.map { [$0.line] } ?? []
    }
  }

  /// For `--json`.
  var document: JSONValue {
    switch self {
    case .kinds(let left, let right):
      ["leftKind": .string(left.rawValue), "rightKind": .string(right.rawValue)]
    case .tensors(let comparison): comparison.document
    case .figures(let comparison): comparison.document
    case .tables(let difference): difference?.document ?? .null
    }
  }
}

extension BundleComparison {
  fileprivate var lines: [String] {
    let equal = tensors.values.count { $0 == .equal }
    return tensors.compactMap { name, state in
      switch state {
      case .equal: nil
      case .onlyLeft: "\(name)  only on the left"
      case .onlyRight: "\(name)  only on the right"
      case .form(let left, let right): "\(name)  \(left) and \(right)"
      case .elements(let difference): "\(name)  \(difference.line)"
      }
    }
      + attributes.map {
        "\($0.name)  \($0.left ?? "absent") and \($0.right ?? "absent")"
      } + (equal > 0 ? ["\(equal) of \(tensors.count) tensors are equal"] : [])
  }

  fileprivate var document: JSONValue {
    [
      "tensors": .object(
        tensors.mapValues { state in
          switch state {
          case .equal: ["state": "equal"]
          case .onlyLeft: ["state": "left"]
          case .onlyRight: ["state": "right"]
          case .form(let left, let right):
            ["state": "form", "left": .string(left), "right": .string(right)]
          case .elements(let difference): difference.document
          }
        }),
      "attributes": .array(
        attributes.map {
          [
            "name": .string($0.name), "left": $0.left.map(JSONValue.string) ?? .null,
            "right": $0.right.map(JSONValue.string) ?? .null,
          ]
        }),
    ]
  }
}

extension ElementDifference {
  fileprivate var line: String {
    var parts = ["\(count) of \(total) elements"]
    if notFiniteCount < count {
      parts.append(
        "largest difference \(Self.rounded(maximalAbsolute)), "
          + "relative \(Self.rounded(maximalRelative))")
      if let units = maximalUnitsInLastPlace { parts.append("\(units) units in the last place") }
    }
    if notFiniteCount > 0 { parts.append("\(notFiniteCount) with NaN or infinity") }
    parts.append("first at \(firstIndex): \(firstLeft) and \(firstRight)")
    return parts.joined(separator: "; ")
  }

  /// Four digits are enough to see how far apart two numbers are.
  private static func rounded(_ value: Double) -> String {
    guard value > 0, value.isFinite else { return "\(value)" }
    let exponent = floor(log10(value))
    if exponent < -4 || exponent > 6 {
      return "\((value / pow(10, exponent) * 1000).rounded() / 1000)e\(Int(exponent))"
    }
    let scale = pow(10, 3 - exponent)
    return "\((value * scale).rounded() / scale)"
  }

  /// Values stand as texts: JSON has neither NaN nor infinity.
  fileprivate var document: JSONValue {
    [
      "state": "elements",
      "differing": .integer(Int64(count)),
      "total": .integer(Int64(total)),
      "notFinite": .integer(Int64(notFiniteCount)),
      "maximalAbsolute": .string("\(maximalAbsolute)"),
      "maximalRelative": .string("\(maximalRelative)"),
      "maximalUnitsInLastPlace": maximalUnitsInLastPlace.map { .string("\($0)") } ?? .null,
      "firstIndex": .array(firstIndex.map { .integer(Int64($0)) }),
      "firstLeft": .string(firstLeft),
      "firstRight": .string(firstRight),
    ]
  }
}

extension FigureComparison {
  fileprivate var lines: [String] {
    guard let region else {
      return isEqual
        ? []
        : [
          "\(leftSize.width) × \(leftSize.height) and \(rightSize.width) × \(rightSize.height) pixels"
        ]
    }
    return [
      "\(region.pixelCount) of \(leftSize.width * leftSize.height) pixels; "
        + "columns \(region.columns.lowerBound) to \(region.columns.upperBound), "
        + "rows \(region.rows.lowerBound) to \(region.rows.upperBound); "
        + "by up to \(region.maximalChannelDifference) of 255"
    ]
  }

  fileprivate var document: JSONValue {
    var document: JSONValue = [
      "leftSize": [.integer(Int64(leftSize.width)), .integer(Int64(leftSize.height))],
      "rightSize": [.integer(Int64(rightSize.width)), .integer(Int64(rightSize.height))],
    ]
    if let region {
      document["differing"] = .integer(Int64(region.pixelCount))
      document["columns"] = [
        .integer(Int64(region.columns.lowerBound)), .integer(Int64(region.columns.upperBound)),
      ]
      document["rows"] = [
        .integer(Int64(region.rows.lowerBound)), .integer(Int64(region.rows.upperBound)),
      ]
      document["maximalChannelDifference"] = .integer(Int64(region.maximalChannelDifference))
    }
    return document
  }
}

extension TableDifference {
  fileprivate var line: String { "first at \(path): \(Self.text(left)) and \(Self.text(right))" }

  fileprivate var document: JSONValue {
    ["path": .string(path), "left": left ?? .null, "right": right ?? .null]
  }

  private static func text(_ value: JSONValue?) -> String {
    guard let value else { return "nothing" }
    let text = (try? value.canonicalText()) ?? "a number that is not finite"
    return text.count > 80 ? text.prefix(80) + "…" : text
  }
}

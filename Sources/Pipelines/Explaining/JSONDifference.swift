import Artifacts

/// A place where two JSON documents differ.
public struct JSONDifference: Equatable, Sendable {
  /// Names and positions from the root, such as `model[2].dropout`; empty for the root.
  public let path: String
  /// Nil where only the new document has something.
  public let old: JSONValue?
  /// Nil where only the old document has something.
  public let new: JSONValue?

  /// All places where two documents differ, in the order of the documents.
  ///
  /// What lists have in common at both ends is matched first, so that one element put in between
  /// is one difference and not a shift of all that follow.
  public static func between(
    _ old: JSONValue, _ new: JSONValue, path: String = ""
  ) -> [JSONDifference] {
    switch (old, new) {
    case _ where old == new: []
    case (.object(let old), .object(let new)): between(old, new, path)
    case (.array(let old), .array(let new)): between(old, new, path)
    default: [JSONDifference(path: path, old: old, new: new)]
    }
  }

  private static func between(
    _ old: JSONObject, _ new: JSONObject, _ path: String
  ) -> [JSONDifference] {
    var names = NameTable<Void>()
    for name in old.names + new.names { names[name] = () }
    return names.names.flatMap { name -> [JSONDifference] in
      let place = path.isEmpty ? name : "\(path).\(name)"
      guard let before = old[name], let after = new[name] else {
        return [JSONDifference(path: place, old: old[name], new: new[name])]
      }
      return between(before, after, path: place)
    }
  }

  private static func between(
    _ old: [JSONValue], _ new: [JSONValue], _ path: String
  ) -> [JSONDifference] {
    let shorter = min(old.count, new.count)
    var start = 0
    while start < shorter, old[start] == new[start] { start += 1 }
    var end = 0
    while end < shorter - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
    let before = old[start..<old.count - end]
    let after = new[start..<new.count - end]
    guard before.count != after.count else {
      return before.indices.flatMap { between(old[$0], new[$0], path: "\(path)[\($0)]") }
    }
    return before.indices.map {
      JSONDifference(path: "\(path)[\($0)]", old: old[$0], new: nil)
    }
      + after.indices.map {
        JSONDifference(path: "\(path)[\($0)]", old: nil, new: new[$0])
      }
  }
}

extension JSONDifference: CustomStringConvertible {
  /// `model[2].dropout: 0.5 -> 0.6`
  public var description: String {
    let place = path.isEmpty ? "" : "\(path): "
    return switch (old, new) {
    case (let old?, let new?): "\(place)\(Self.text(old)) -> \(Self.text(new))"
    case (nil, let new?): "\(place)added \(Self.text(new))"
    case (let old?, nil): "\(place)removed \(Self.text(old))"
    case (nil, nil): place
    }
  }

  private static let longestText = 60

  /// A value in one line; digests are cut to what people compare.
  private static func text(_ value: JSONValue) -> String {
    if let digits = value.stringValue, let digest = Digest(hex: digits) { return digest.short }
    let text = (try? value.canonicalText()) ?? "?"
    return text.count > longestText ? text.prefix(longestText) + "…" : text
  }
}

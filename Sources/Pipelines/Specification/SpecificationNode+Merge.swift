extension SpecificationNode {
  /// This value with `patch` laid over it, by the rules of JSON Merge Patch (RFC 7396): objects
  /// merge member by member, `null` removes a member, everything else replaces.
  func merging(_ patch: SpecificationNode) -> SpecificationNode {
    guard case .object(var merged) = content, let changes = patch.members else { return patch }
    for (key, change) in changes {
      if case .null = change.value.content {
        merged.removeValue(forKey: key)
      } else if let existing = merged[key] {
        merged[key] = Member(
          keyLocation: change.keyLocation, value: existing.value.merging(change.value))
      } else {
        merged[key] = change
      }
    }
    return SpecificationNode(.object(merged), at: patch.location)
  }
}

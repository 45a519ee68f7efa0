import Artifacts

/// Why a lock cannot be made or held.
public enum LockError: Error, Equatable, Sendable {
  case missing(path: String, file: String)
  case invalid(path: String, reason: String)
  case unknownProfile(path: String, profile: String?, file: String, known: [String])
  /// The pipeline has other cells than were locked.
  case otherCells(path: String, file: String, new: [String], gone: [String])
  case otherArithmetic(path: String, locked: Int64, current: Int64)
  /// Data sets or fonts outside the store are others than were locked.
  case otherExternal(path: String, differences: [String])
  /// Results that have to be made before they can be locked.
  case incomplete(file: String, profile: String?, cells: [String])
  /// Results with other bits than were locked.
  case mismatch(path: String, [LockMismatch])
}

/// A result with other bits than were locked.
public struct LockMismatch: Equatable, Sendable {
  public let stage: String
  public let output: String
  /// Nil where the lock has no such output.
  public let locked: Digest?
  /// Nil where the stage has no such output now.
  public let found: Digest?
  /// Whether an input of the stage is among the mismatches too.
  public let follows: Bool
}

extension LockError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let path, let file):
      "there is no lock file \(path); make it with: pipe lock \(file)"
    case .invalid(let path, let reason):
      "\(path) is not a lock file that this version reads: \(reason); remove it and run pipe lock again"
    case .unknownProfile(let path, let profile, let file, let known):
      "\(path) has no entry for \(Self.phrase(profile)), only for "
        + known.map { Self.phrase($0.isEmpty ? nil : $0) }.joined(separator: ", ")
        + "; add it with: pipe lock \(file)" + (profile.map { " --profile \($0)" } ?? "")
    case .otherCells(let path, let file, let new, let gone):
      "\(path) is of another form of the pipeline: "
        + [Self.list("it lacks ", new), Self.list("the pipeline no longer has ", gone)]
        .compactMap(\.self).joined(separator: "; ")
        + "; make it again with: pipe lock \(file)"
    case .otherArithmetic(let path, let locked, let current):
      "\(path) was made with version \(locked) of the arithmetic and this program has "
        + "\(current): other bits are to be expected; make it again with pipe lock"
    case .otherExternal(let path, let differences):
      "what lies outside the store is not what \(path) was made with:\n  "
        + differences.joined(separator: "\n  ")
        + "\nname the folder of the locked data with --data, or lock what is there with pipe lock"
    case .incomplete(let file, let profile, let cells):
      "\(cells.count) results have to be made before they can be locked ("
        + cells.joined(separator: ", ") + "); run: pipe run \(file)"
        + (profile.map { " --profile \($0)" } ?? "")
    case .mismatch(let path, let mismatches):
      "results have other bits than \(path) says:\n  "
        + mismatches.map(\.description).joined(separator: "\n  ")
    }
  }

  private static func phrase(_ profile: String?) -> String {
    profile.map { "the profile '\($0)'" } ?? "a file without profiles"
  }

  private static func list(_ lead: String, _ names: [String]) -> String? {
    names.isEmpty ? nil : lead + names.map { "'\($0)'" }.joined(separator: ", ")
  }
}

extension LockMismatch: CustomStringConvertible {
  public var description: String {
    "\(stage): '\(output)' is \(found?.short ?? "absent"), locked is \(locked?.short ?? "absent")"
      + (follows ? " (an input differs already)" : "")
  }
}

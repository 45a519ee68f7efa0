extension Failure {
  /// The exit codes, which scripts can rely on. Those from 64 on are of sysexits(3); a signal gives
  /// 128 and its number.
  enum Code: Int32, CaseIterable {
    case success = 0
    case stageFailed = 1
    case `internal` = 2
    case stale = 3
    case corruption = 4
    case nondeterminism = 5
    case busy = 6
    case usage = 64
    case badPipelineFile = 65
    case missingInput = 66
    case inputOutput = 74
    case interrupted = 130
    case terminated = 143

    /// What the code means, for help and manual.
    var meaning: String {
      switch self {
      case .success: "done"
      case .stageFailed: "a stage failed"
      case .internal: "internal error"
      case .stale: "results have to be made first (status with --exit-code, check, lock)"
      case .corruption: "damage in the store"
      case .nondeterminism: "other bits than were recorded or locked"
      case .busy: "somebody else uses the store"
      case .usage: "wrong usage"
      case .badPipelineFile: "bad pipeline file or lock file"
      case .missingInput: "a file, a data set or a font is missing"
      case .inputOutput: "input/output error"
      case .interrupted: "stopped by Ctrl-C; run again to go on"
      case .terminated: "stopped by SIGTERM; run again to go on"
      }
    }
  }
}

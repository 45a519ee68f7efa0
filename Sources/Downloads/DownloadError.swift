/// A file that could not be fetched.
public enum DownloadError: Error, Equatable, Sendable {
  /// Every address was tried in vain.
  case unavailable(file: String, attempts: [Attempt])
  /// There is no program to fetch it with.
  case noProgram(name: String)

  /// What went wrong at one address.
  public struct Attempt: Equatable, Sendable {
    public var address: String
    public var reason: String
    /// Whether it may go well another time: a connection that failed rather than a missing file.
    public var mayPass: Bool
  }

  /// Whether another try may go better.
  public var mayPass: Bool {
    if case .unavailable(_, let attempts) = self {
      attempts.contains(where: \.mayPass)
    } else {
      false
    }
  }
}

extension DownloadError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unavailable(let file, let attempts):
      (["\(file) could not be fetched:"] + attempts.map { "  \($0.address): \($0.reason)" })
        .joined(separator: "\n")
    case .noProgram(let name):
      "files are fetched by the program '\(name)', which is not in PATH; install it"
        + " (apt-get install \(name)), or put the files into place by hand"
    }
  }
}

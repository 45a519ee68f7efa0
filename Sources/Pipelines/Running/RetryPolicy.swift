/// How often and when what failed for passing reasons is tried again.
///
/// Other failures are those of pure functions: they would come again the same way.
public struct RetryPolicy: Equatable, Sendable {
  /// Attempts after the first.
  public var count: Int
  /// The pause before the first of them; each later one is twice as long, up to a minute.
  public var firstPause: Duration

  public init(count: Int = 3, firstPause: Duration = .seconds(1)) {
    self.count = count
    self.firstPause = firstPause
  }

  /// The pause before trying again after a number of failures; nil if that was the last attempt.
  public func pause(afterFailures failures: Int) -> Duration? {
    guard failures <= count else { return nil }
    let doubled = firstPause * (1 << min(failures - 1, 20))
    return min(doubled, .seconds(60))
  }
}

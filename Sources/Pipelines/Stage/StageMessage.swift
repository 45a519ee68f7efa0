/// Something that a stage has to say besides its result: it goes to the stage's log, and warnings to
/// the user at once.
public struct StageMessage: Equatable, Sendable {
  public enum Level: String, Sendable {
    /// What a program printed, or a note for whoever reads the log.
    case output
    /// What a user should know although the stage goes on.
    case warning
  }

  public var level: Level
  public var text: String

  public init(_ level: Level, _ text: String) {
    self.level = level
    self.text = text
  }
}

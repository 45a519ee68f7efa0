import Artifacts

/// One thing that was looked at, and how it is.
struct Finding {
  enum State {
    case fine
    /// Worth knowing; runs work all the same.
    case notice
    /// Runs will fail, and leave with this code.
    case broken(Failure.Code)
  }

  /// What was looked at, in a word or two.
  let subject: String
  let state: State
  let text: String

  init(_ subject: String, _ state: State, _ text: String) {
    self.subject = subject
    self.state = state
    self.text = text
  }

  /// What an error says, as something broken.
  init(_ subject: String, _ error: any Error) {
    self.init(subject, .broken(Failure(error).code ?? .internal), "\(error)")
  }

  var brokenCode: Failure.Code? {
    if case .broken(let code) = state { code } else { nil }
  }

  var word: String {
    switch state {
    case .fine: "fine"
    case .notice: "notice"
    case .broken: "BROKEN"
    }
  }

  var document: JSONValue {
    [
      "subject": .string(subject), "state": .string(word.lowercased()), "text": .string(text),
    ]
  }
}

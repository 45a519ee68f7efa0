import Dispatch
import Synchronization

/// Messages from the threads of stages to the one thread that directs the run.
final class Mailbox<Message: Sendable>: Sendable {
  private let messages = Mutex<[Message]>([])
  private let arrivals = DispatchSemaphore(value: 0)

  func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    arrivals.signal()
  }

  /// The messages that are there, in the order of their arrival; waits a while for the first.
  func take(waitingFor milliseconds: Int) -> [Message] {
    _ = arrivals.wait(timeout: .now() + .milliseconds(milliseconds))
    return messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}

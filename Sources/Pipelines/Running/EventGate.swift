import Synchronization

/// Lets one event through at a time, from whatever thread it comes, so that events have one order.
final class EventGate: Sendable {
  private let isOpen = Mutex(())
  private let observer: @Sendable (RunEvent) -> Void

  init(_ observer: @escaping @Sendable (RunEvent) -> Void) { self.observer = observer }

  func pass(_ event: RunEvent) {
    isOpen.withLock { _ in observer(event) }
  }
}

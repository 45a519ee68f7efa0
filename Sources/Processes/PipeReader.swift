#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads what comes through two pipes without ever blocking on them.
struct PipeReader {
  /// Negative once it is closed at the other end.
  private var output: Int32
  private var errors: Int32
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  /// Milliseconds to wait once both pipes are closed at the other end, when the end is near.
  private var pause: Int32 = 0

  init(output: Int32, errors: Int32) {
    self.output = output
    self.errors = errors
  }

  /// Waits until there is something to read, and 50 milliseconds at most.
  mutating func wait() {
    // A negative descriptor is left out; without any only the time is waited for.
    var requests = [output, errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let isOpen = output >= 0 || errors >= 0
    poll(&requests, nfds_t(requests.count), isOpen ? 50 : pause)
    if !isOpen { pause = min(pause * 2 + 1, 50) }
  }

  /// The most reads at a time: more than fits into a pipe, and few enough that a program which writes
  /// without end cannot keep its reader from looking at the clock.
  private static let mostReads = 16

  /// Reads what is there, of a program that has ended all of it.
  ///
  /// - Parameter takeErrors: takes what comes through the second pipe; nothing does if it is nil.
  mutating func drain(
    _ takeOutput: (ArraySlice<UInt8>) -> Void, _ takeErrors: ((ArraySlice<UInt8>) -> Void)?
  ) {
    Self.drain(&output, &buffer, takeOutput)
    Self.drain(&errors, &buffer) { takeErrors?($0) }
  }

  private static func drain(
    _ descriptor: inout Int32, _ buffer: inout [UInt8], _ take: (ArraySlice<UInt8>) -> Void
  ) {
    for _ in 0..<mostReads where descriptor >= 0 {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        take(buffer[..<count])
        if count < buffer.count { return }
      } else if count == 0 {
        descriptor = -1
      } else if errno != EINTR {
        return
      }
    }
  }
}

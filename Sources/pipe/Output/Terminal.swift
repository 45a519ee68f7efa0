import Glibc

/// One of the standard streams.
struct Terminal: Sendable {
  static let standardOutput = Terminal(descriptor: STDOUT_FILENO)
  static let standardError = Terminal(descriptor: STDERR_FILENO)

  let descriptor: Int32

  /// Whether a person is watching, so that lines may be redrawn.
  var isInteractive: Bool {
    isatty(descriptor) == 1 && environmentValue("TERM") != "dumb"
  }

  /// Whether to use colour: on a terminal, unless NO_COLOR is set (no-color.org).
  var usesColor: Bool { isInteractive && environmentValue("NO_COLOR") == nil }

  /// The size now, which a person may change at any time; 80 by 24 if it is not known.
  var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  func writeLine(_ text: String) { write(text + "\n") }

  /// Writes all of the text; a reader that went away is not an error worth a trap.
  func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        return
      }
      bytes = bytes.dropFirst(written)
    }
  }

  func styled(_ text: String, _ style: Style) -> String {
    usesColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  enum Style: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
  }
}

import Foundation
import Testing

@Suite("A run on a terminal")
struct TerminalTests {
  private static let width = 60

  /// What a run writes on its error stream when that is a terminal.
  private func output(
    of tool: CommandLineTool, environment: [String: String] = [:]
  ) throws -> String {
    // Linux: the number of a new pseudo-terminal (TIOCGPTN), after it is unlocked (TIOCSPTLCK).
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (unlocked, number): (Int32, UInt32) = (0, 0)
    try #require(ioctl(master, 0x4004_5431, &unlocked) == 0, "there are no pseudo-terminals")
    try #require(ioctl(master, 0x8004_5430, &number) == 0)
    let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(slave >= 0)
    var size = winsize(ws_row: 20, ws_col: UInt16(Self.width), ws_xpixel: 0, ws_ypixel: 0)
    try #require(ioctl(slave, UInt(TIOCSWINSZ), &size) == 0)

    let process = Process()
    process.executableURL = CommandLineTool.executable
    process.arguments = ["run", "pipelines/sample.json"]
    process.currentDirectoryURL = tool.folder
    process.environment = ProcessInfo.processInfo.environment
      .filter { !$0.key.hasPrefix("PIPE_") && $0.key != "NO_COLOR" }
      .merging(["TERM": "xterm"]) { $1 }.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
    try process.run()
    close(slave)

    // Reading ends when the last writer is gone: the end of the file, or EIO on Linux.
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    close(master)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func withTraining(_ body: (CommandLineTool) throws -> Void) throws {
    try withProject { tool in
      try tool.write(SampleProject.pipeline(epochs: 500), to: "pipelines/sample.json")
      try body(tool)
    }
  }

  @Test("running stages are drawn over themselves, and in the end only lasting lines remain")
  func live() throws {
    try withTraining { tool in
      let output = try output(of: tool)
      #expect(output.contains("░"))
      #expect(output.contains("epoch "))
      var screen = Screen(width: Self.width)
      screen.write(output)
      #expect(!screen.text.joined().contains("░"), "\(screen.text)")
      #expect(screen.text.filter { $0.contains(" done ") }.count == 10, "\(screen.text)")
      #expect(screen.text.last?.hasPrefix("10 stages: 10 run, 0 reused") == true)
    }
  }

  @Test("a dumb terminal gets plain lines")
  func dumb() throws {
    try withTraining { tool in
      let output = try output(of: tool, environment: ["TERM": "dumb"])
      #expect(!output.contains("\u{1B}"))
    }
  }

  @Test("NO_COLOR leaves out the colours and nothing else")
  func noColor() throws {
    try withTraining { tool in
      let output = try output(of: tool, environment: ["NO_COLOR": "1"])
      #expect(output.contains("\u{1B}[K"))
      #expect(!output.contains("\u{1B}[3") && !output.contains("\u{1B}[1m"))
    }
  }
}

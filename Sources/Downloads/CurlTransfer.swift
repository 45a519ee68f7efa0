import Artifacts
import Processes
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Transfers by the program curl, as a process of its own that writes to a pipe: it ends when this
/// process does, however that comes about, and never touches a file.
struct CurlTransfer {
  private static let program = "curl"
  /// Before the status on the line that curl writes at the end.
  private static let mark = "status "
  /// What curl gets of the environment: how to reach the network, and whom to trust.
  private static let variables = [
    "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
    "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR",
  ]

  private let executable: FilePath
  private let patience: Downloader.Patience

  /// - Throws: ``DownloadError/noProgram(name:)``.
  init(patience: Downloader.Patience) throws(DownloadError) {
    guard let executable = FileSystem.program(Self.program, in: Self.variable("PATH") ?? "") else {
      throw .noProgram(name: Self.program)
    }
    self.executable = executable
    self.patience = patience
  }

  /// Fetches a file from a byte on.
  ///
  /// - Parameters:
  ///   - limit: no more bytes than these are received; a longer file is given up.
  ///   - isCancelled: looked at every 50 milliseconds or more often.
  ///   - receive: takes the bytes as they come.
  /// - Returns: what went wrong; nil if the server sent a file to its end.
  /// - Throws: `CancellationError`, or what `receive` throws.
  func run(
    from address: String, offset: Int, limit: Int, isCancelled: () -> Bool,
    receive: ([UInt8]) throws(FileError) -> Void
  ) throws -> TransferFailure? {
    let process = ChildProcess(
      executable: executable.string, arguments: arguments(address, offset: offset, limit: limit),
      environment: ["LC_ALL=C"]
        + Self.variables.compactMap { name in Self.variable(name).map { "\(name)=\($0)" } },
      folder: "/")
    var said: [UInt8] = []
    var left = limit
    var isTooLarge = false
    var error: FileError?
    let ending: ChildProcess.Ending
    do throws(Errno) {
      ending = try process.run(
        timeout: nil, isCancelled: { isTooLarge || error != nil || isCancelled() },
        output: { bytes in
          // A server may send more than it announced, or announce nothing.
          isTooLarge = isTooLarge || bytes.count > left
          guard !isTooLarge, error == nil else { return }
          do throws(FileError) {
            try receive(Array(bytes))
            left -= bytes.count
          } catch let failure {
            error = failure
          }
        },
        errors: { said += $0 }
      ).ending
    } catch {
      return .lasting("\(executable) cannot be started: \(error)")
    }
    if let error { throw error }
    if isTooLarge { return .other("sends more than the \(offset + limit) bytes of the file") }
    switch ending {
    case .exited(let code): return Self.failure(code, String(decoding: said, as: UTF8.self))
    case .signalled(let number): return .passing("curl was ended by signal \(number)")
    case .cancelled, .timedOut: throw CancellationError()
    }
  }

  private func arguments(_ address: String, offset: Int, limit: Int) -> [String] {
    [
      // First, so that no file of the user's changes what is done.
      Self.program, "--disable",
      "--silent", "--show-error", "--fail", "--globoff", "--location", "--max-redirs", "10",
      "--proto", "=http,https,file", "--proto-redir", "=http,https",
      "--connect-timeout", "\(patience.connecting)",
      "--speed-limit", "1", "--speed-time", "\(patience.stalled)",
      "--max-filesize", "\(limit)",
      "--write-out", "%{stderr}\(Self.mark)%{http_code}\\n",
    ] + (offset > 0 ? ["--continue-at", "\(offset)"] : []) + ["--url", address]
  }

  /// What an exit code of curl means for the file; the codes are in its manual.
  private static func failure(_ code: Int32, _ said: String) -> TransferFailure? {
    let lines = said.split(separator: "\n").map(String.init)
    // "curl: (7) Failed to connect to …"
    let reason =
      lines.last { $0.hasPrefix("curl: ") }.map { String($0.drop { $0 != ")" }.dropFirst(2)) }
      ?? "curl ended with code \(code)"
    switch code {
    case 0: return nil
    case 22:
      let status = lines.last { $0.hasPrefix(mark) }.flatMap { Int($0.dropFirst(mark.count)) }
      return refusal(status ?? 0)
    // The server sends the whole file although a part was asked for.
    case 33, 36: return .other("cannot go on with a file that was begun")
    case 63: return .other("announces more bytes than the file has")
    // No such protocol, a malformed address, no such file, an endless chain of redirects, a
    // certificate that nobody vouches for.
    case 1, 3, 37, 47, 60, 77: return .lasting(reason)
    default: return .passing(reason)
    }
  }

  private static func refusal(_ status: Int) -> TransferFailure {
    let reason = "answered with status \(status)"
    // What was begun goes further than the server's file.
    if status == 416 { return .other(reason) }
    return status >= 500 || [408, 425, 429].contains(status) ? .passing(reason) : .lasting(reason)
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

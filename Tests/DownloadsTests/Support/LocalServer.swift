import Foundation
import Synchronization

/// An HTTP server on this machine that answers as a test wants, badly too. One request a connection.
///
/// It answers until the tests end: a test that only asks for its address does not keep it.
final class LocalServer: Sendable {
  struct Request: Sendable {
    var path: String
    /// The first byte of `Range: bytes=N-`.
    var rangeStart: Int?
  }

  struct Reply: Sendable {
    var status = 200
    var headers: [String] = []
    var body: [UInt8] = []
    /// What `Content-Length` says; nil for the length of the body, negative for no such header.
    var announced: Int?
    /// How long nothing is sent before the body is.
    var pause: TimeInterval = 0
    /// The body is sent again and again until nobody listens.
    var isEndless = false
  }

  let port: UInt16
  private let listener: Int32
  private let reply: @Sendable (Request, Int) -> Reply
  private let log = Mutex<[Request]>([])

  /// - Parameter reply: gets the number of the request, from 0.
  init(_ reply: @escaping @Sendable (Request, Int) -> Reply) throws {
    self.reply = reply
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = listener
    let result = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, length) == 0 && listen(descriptor, 16) == 0
          && getsockname(descriptor, address, &length) == 0
      }
    }
    guard result else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    port = UInt16(bigEndian: address.sin_port)
    let thread = Thread { Self.accept(on: descriptor) { self.serve($0) } }
    thread.start()
  }

  /// A server that has one file under every path, and does what it is asked.
  convenience init(file: [UInt8]) throws {
    try self.init { request, _ in Self.honest(file, request) }
  }

  static func honest(_ file: [UInt8], _ request: Request) -> Reply {
    guard let start = request.rangeStart else { return Reply(body: file) }
    guard start < file.count else { return Reply(status: 416) }
    return Reply(
      status: 206, headers: ["Content-Range: bytes \(start)-\(file.count - 1)/\(file.count)"],
      body: Array(file[start...]))
  }

  func address(_ path: String = "/file") -> String { "http://127.0.0.1:\(port)\(path)" }

  /// What has been asked for so far.
  var requests: [Request] { log.withLock { $0 } }

  private static func accept(on listener: Int32, _ serve: @escaping (Int32) -> Void) {
    while true {
      let connection = Glibc.accept(listener, nil, nil)
      if connection < 0 { return }
      serve(connection)
    }
  }

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    let request = Self.request(from: connection)
    let number = log.withLock { log in
      log.append(request)
      return log.count - 1
    }
    let reply = reply(request, number)
    var head = ["HTTP/1.1 \(reply.status) Said so"] + reply.headers
    if (reply.announced ?? 0) >= 0 {
      head.append("Content-Length: \(reply.announced ?? reply.body.count)")
    }
    head.append("Connection: close\r\n\r\n")
    Self.send(Array(head.joined(separator: "\r\n").utf8), to: connection)
    if reply.pause > 0 { Thread.sleep(forTimeInterval: reply.pause) }
    repeat {
      guard Self.send(reply.body, to: connection) else { return }
    } while reply.isEndless
    shutdown(connection, Int32(SHUT_WR))
  }

  private static func request(from connection: Int32) -> Request {
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !text.contains("\r\n\r\n") {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      text += String(decoding: buffer[..<count], as: UTF8.self)
    }
    let lines = text.components(separatedBy: "\r\n")
    let range = lines.first { $0.hasPrefix("Range: bytes=") }
    return Request(
      path: lines[0].split(separator: " ").dropFirst().first.map(String.init) ?? "",
      rangeStart: range.flatMap { Int($0.dropFirst("Range: bytes=".count).prefix { $0 != "-" }) })
  }

  @discardableResult
  private static func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

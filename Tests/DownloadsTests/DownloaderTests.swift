import Artifacts
import Foundation
import Synchronization
import SystemPackage
import Testing

@testable import Downloads

/// Each test has a folder and servers of its own, on this machine.
@Suite("Files are fetched whole, checked and once, or not at all")
final class DownloaderTests {
  let folder: FilePath
  let file = (0..<300_000).map { UInt8(truncatingIfNeeded: ($0 * $0) >> 5) }

  init() throws {
    folder = FilePath(NSTemporaryDirectory()).appending("pipe-downloads-\(UUID().uuidString)")
  }

  deinit { try? FileSystem.removeTree(folder) }

  private var destination: FilePath { folder.appending("set/file") }
  private var part: FilePath { folder.appending("set/.file.part") }

  private func download(_ addresses: String...) -> Download {
    Download(
      addresses: addresses, size: file.count, digest: Digest(of: file).hex,
      destination: destination)
  }

  private func fetch(_ addresses: String..., stalled: Int = 30) throws {
    var download = download()
    download.addresses = addresses
    try Downloader(patience: .init(stalled: stalled)).fetch(download)
  }

  /// What a fetch that must fail says.
  private func failure(_ addresses: String..., stalled: Int = 30) throws -> DownloadError {
    var download = download()
    download.addresses = addresses
    do {
      try Downloader(patience: .init(stalled: stalled)).fetch(download)
    } catch let error as DownloadError {
      #expect(FileSystem.size(of: destination) == nil, "what is wrong must not be there")
      return error
    }
    throw Unexpected()
  }

  private struct Unexpected: Error {}

  private func expectFetched(_ comment: Comment? = nil) throws {
    #expect(try FileSystem.read(destination) == file, comment)
    #expect(FileSystem.size(of: part) == nil, "nothing else may stay")
  }

  @Test("a file comes whole, and its progress is told")
  func whole() throws {
    let server = try LocalServer(file: file)
    var seen: [DownloadProgress] = []
    try Downloader().fetch(download(server.address()), report: { seen.append($0) })
    try expectFetched()
    #expect(seen.first?.activity == .fetching(address: server.address()))
    #expect(
      seen.last == DownloadProgress(activity: .checking, received: 300_000, size: 300_000))
    #expect(seen.map(\.received) == seen.map(\.received).sorted())
  }

  @Test("a file that is there is not asked for again; one that is damaged is replaced")
  func present() throws {
    let server = try LocalServer(file: file)
    try fetch(server.address())
    try fetch(server.address())
    #expect(server.requests.count == 1)
    var damaged = file
    damaged[7] ^= 1
    try FileSystem.write(damaged, to: destination)
    try fetch(server.address())
    try expectFetched()
  }

  @Test("another file of the same size is refused, and the next address is asked")
  func wrongChecksum() throws {
    let bad = try LocalServer(file: file.reversed())
    let good = try LocalServer(file: file)
    let error = try failure(bad.address())
    #expect(error.description.contains("its checksum is not the published one"))
    #expect(!error.mayPass)
    #expect(FileSystem.size(of: part) == nil)
    try fetch(bad.address(), good.address())
    try expectFetched()
  }

  @Test("a cut connection is gone on with where it was cut, in a later attempt")
  func resume() throws {
    let file = file
    let server = try LocalServer { request, number in
      guard number > 0 else {
        return .init(body: Array(file.prefix(100_000)), announced: file.count)
      }
      return LocalServer.honest(file, request)
    }
    #expect(try failure(server.address()).mayPass)
    #expect(FileSystem.size(of: part) == 100_000)
    try fetch(server.address())
    try expectFetched()
    #expect(server.requests.map(\.rangeStart) == [nil, 100_000])
  }

  @Test("what one address began another goes on with")
  func resumeElsewhere() throws {
    let file = file
    let cut = try LocalServer { _, _ in
      .init(body: Array(file.prefix(250_000)), announced: file.count)
    }
    let whole = try LocalServer(file: file)
    try fetch(cut.address(), whole.address())
    try expectFetched()
    #expect(whole.requests.map(\.rangeStart) == [250_000])
  }

  @Test("a server that ignores the range is asked for the whole file")
  func ignoredRange() throws {
    let file = file
    try FileSystem.createDirectory(part.removingLastComponent())
    try FileSystem.write(Array(file.prefix(1000)), to: part)
    let server = try LocalServer { _, _ in .init(body: file) }
    try fetch(server.address())
    try expectFetched()
    #expect(server.requests.map(\.rangeStart) == [1000, nil])
  }

  @Test(
    "what an earlier attempt left is thrown away if it was of another file",
    arguments: [1000, 299_999, 300_000, 300_001, 400_000])
  func foreignPart(size: Int) throws {
    try FileSystem.createDirectory(part.removingLastComponent())
    try FileSystem.write([UInt8](repeating: 7, count: size), to: part)
    try fetch(LocalServer(file: file).address())
    try expectFetched()
  }

  @Test("a missing file sends to the next address, and is no reason to ask again")
  func missing() throws {
    let missing = try LocalServer { _, _ in .init(status: 404, body: Array("not here".utf8)) }
    let error = try failure(missing.address("/a"), missing.address("/b"))
    #expect(
      error
        == .unavailable(
          file: "file",
          attempts: ["/a", "/b"].map {
            .init(
              address: missing.address($0), reason: "answered with status 404", mayPass: false)
          }))
    try fetch(missing.address(), LocalServer(file: file).address())
    try expectFetched()
  }

  @Test("a server in trouble, or none, is worth another try", arguments: [500, 503, 429])
  func trouble(status: Int) throws {
    let server = try LocalServer { _, _ in .init(status: status) }
    let error = try failure(server.address())
    #expect(error.mayPass)
    #expect(error.description.contains("answered with status \(status)"))
  }

  @Test("nobody listening is said, and is worth another try")
  func refused() throws {
    let error = try failure("http://127.0.0.1:1/file")
    #expect(error.mayPass)
    #expect(error.description.contains("127.0.0.1"))
  }

  @Test("redirects are followed, but not without end")
  func redirect() throws {
    let file = file
    let server = try LocalServer { request, _ in
      request.path == "/there"
        ? LocalServer.honest(file, request)
        : .init(
          status: 302, headers: ["Location: \(request.path == "/round" ? "/round" : "/there")"])
    }
    #expect(try !failure(server.address("/round")).mayPass)
    try fetch(server.address("/here"))
    try expectFetched()
  }

  @Test("a server that sends nothing is given up")
  func stalled() throws {
    let slow = try LocalServer { _, _ in .init(body: [1], announced: 300_000, pause: 20) }
    try fetch(slow.address(), LocalServer(file: file).address(), stalled: 1)
    try expectFetched()
  }

  @Test("a page that a network shows instead of the file is refused by its size")
  func portal() throws {
    let portal = try LocalServer(file: Array("<html>Please log in</html>".utf8))
    let error = try failure(portal.address())
    #expect(error.description.contains("sent a file of 26 bytes instead of 300000"))
  }

  @Test("a server that announces more than the file has is not listened to")
  func announcesMore() throws {
    let file = file
    let server = try LocalServer { _, _ in .init(body: file + [1, 2, 3]) }
    #expect(try failure(server.address()).description.contains("announces more bytes"))
  }

  @Test("a server that sends without end is stopped")
  func endless() throws {
    let file = file
    let server = try LocalServer { _, _ in
      .init(body: Array(file.prefix(10_000)), announced: -1, isEndless: true)
    }
    #expect(
      try failure(server.address()).description.contains("sends more than the 300000 bytes"))
    #expect(FileSystem.size(of: part) == nil)
  }

  @Test("the right bytes are the right file, whatever the server says of their number")
  func wrongLength() throws {
    let file = file
    let server = try LocalServer { _, _ in .init(body: file, announced: -1) }
    try fetch(server.address())
    try expectFetched()
  }

  @Test("a stop leaves the beginning for later and nothing else")
  func cancellation() throws {
    let slow = try LocalServer { _, _ in .init(body: [], announced: 300_000, pause: 20) }
    var calls = 0
    #expect(throws: CancellationError.self) {
      try Downloader().fetch(
        self.download(slow.address()),
        isCancelled: {
          calls += 1
          return calls > 3
        })
    }
    #expect(FileSystem.size(of: destination) == nil)
    try fetch(LocalServer(file: file).address())
    try expectFetched()
  }

  @Test("several that want one file at once fetch it once")
  func atOnce() async throws {
    let file = file
    let server = try LocalServer { request, _ in
      var reply = LocalServer.honest(file, request)
      reply.pause = 0.2
      return reply
    }
    let download = download(server.address())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask { try Downloader().fetch(download) }
      }
      try await group.waitForAll()
    }
    #expect(server.requests.count == 1)
    try expectFetched()
  }

  @Test("an address of a scheme that is not for fetching is refused")
  func scheme() throws {
    let error = try failure("gopher://127.0.0.1/file", "no address")
    #expect(!error.mayPass)
  }

  @Test("a folder of this machine can stand for a mirror")
  func localMirror() throws {
    let mirror = folder.appending("mirror")
    try FileSystem.createDirectory(mirror)
    try FileSystem.write(file, to: mirror.appending("file"))
    try fetch("file://\(mirror)/file")
    try expectFetched()
  }
}

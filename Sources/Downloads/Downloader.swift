import Artifacts
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Fetches files over the network: whole, checked and once, or not at all.
///
/// A file grows beside its destination and takes its place there only when its size and checksum are
/// right and it is on the disk. What an interrupted attempt has left is gone on with. Processes that
/// want the same file at the same time wait for the first.
public struct Downloader: Sendable {
  /// When a connection is given up.
  public struct Patience: Sendable {
    /// Seconds until a connection stands.
    public var connecting: Int
    /// Seconds without a byte.
    public var stalled: Int

    public init(connecting: Int = 15, stalled: Int = 30) {
      self.connecting = connecting
      self.stalled = stalled
    }
  }

  private let transfer: CurlTransfer

  /// - Throws: ``DownloadError/noProgram(name:)``.
  public init(patience: Patience = Patience()) throws(DownloadError) {
    transfer = try CurlTransfer(patience: patience)
  }

  /// Fetches a file, unless it is there already. Every address is tried once.
  ///
  /// - Parameters:
  ///   - isCancelled: looked at a few times a second or more often.
  ///   - report: called about as often.
  /// - Throws: ``DownloadError``, `FileError`, or `CancellationError`; in each case nothing is at the
  ///   destination that was not there before.
  public func fetch(
    _ download: Download, isCancelled: () -> Bool = { false },
    report: (DownloadProgress) -> Void = { _ in }
  ) throws {
    try FileSystem.createDirectory(download.destination.removingLastComponent())
    if try isThere(download) { return }
    while true {
      if isCancelled() { throw CancellationError() }
      if let file = try GrowingFile.tryOpen(for: download.destination) {
        // Whoever had it before may have completed it.
        if try isThere(download) { return try file.remove() }
        let attempts = try complete(file, download, isCancelled, report)
        guard let attempts else { return try file.commit() }
        if file.size == 0 { try file.remove() }
        throw DownloadError.unavailable(file: download.name, attempts: attempts)
      }
      report(DownloadProgress(activity: .waiting, received: 0, size: download.size))
      usleep(100_000)
    }
  }

  private func isThere(_ download: Download) throws -> Bool {
    guard FileSystem.size(of: download.destination) == download.size else { return false }
    return try FileSystem.digest(of: download.destination).hex == download.digest
  }

  /// - Returns: what went wrong at every address; nil if the file is whole and right now.
  private func complete(
    _ file: borrowing GrowingFile, _ download: Download, _ isCancelled: () -> Bool,
    _ report: (DownloadProgress) -> Void
  ) throws -> [DownloadError.Attempt]? {
    var attempts: [DownloadError.Attempt] = []
    for address in download.addresses {
      let wasBegun = file.size > 0
      var failure = try attempt(address, file, download, isCancelled, report)
      // What was there already may have been of another file: once more from the beginning.
      if failure != nil, wasBegun, file.size == 0 {
        failure = try attempt(address, file, download, isCancelled, report)
      }
      guard let failure else { return nil }
      attempts.append(.init(address: address, reason: failure.reason, mayPass: failure.mayPass))
    }
    return attempts
  }

  /// Goes on with the file from one address. A file that cannot become the right one is emptied.
  ///
  /// - Returns: what is wrong; nil if the file is whole and right now.
  private func attempt(
    _ address: String, _ file: borrowing GrowingFile, _ download: Download,
    _ isCancelled: () -> Bool, _ report: (DownloadProgress) -> Void
  ) throws -> TransferFailure? {
    if file.size > download.size { try file.truncate() }
    var received = file.size
    var failure: TransferFailure?
    if received < download.size {
      failure = try transfer.run(
        from: address, offset: received, limit: download.size - received,
        isCancelled: {
          report(
            .init(activity: .fetching(address: address), received: received, size: download.size))
          return isCancelled()
        },
        receive: { bytes throws(FileError) in
          try file.append(bytes)
          received += bytes.count
        })
    }
    if received == download.size {
      // Whatever was said about it: the bytes decide.
      report(.init(activity: .checking, received: received, size: download.size))
      if try file.digest().hex == download.digest { return nil }
      failure = .other("its checksum is not the published one")
    }
    if failure == nil {
      failure = .other("sent a file of \(received) bytes instead of \(download.size)")
    }
    if failure?.isOtherFile == true { try file.truncate() }
    return failure
  }
}

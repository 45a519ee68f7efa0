import SystemPackage

/// Reads files in blocks, with errors that name them.
enum FileBytes {
  /// Large enough that the cost of a system call does not show, small enough to stay in cache.
  private static let blockSize = 1 << 18

  /// Calls `body` with each block of the file in turn.
  ///
  /// - Throws: ``DatasetError/unreadable(file:reason:)``.
  static func forEachBlock(
    of file: FilePath, _ body: (UnsafeRawBufferPointer) throws(DatasetError) -> Void
  ) throws(DatasetError) {
    let descriptor: FileDescriptor
    do {
      descriptor = try FileDescriptor.open(file, .readOnly, options: [.closeOnExec])
    } catch {
      throw unreadable(file, error)
    }
    defer { try? descriptor.close() }
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 64)
    defer { block.deallocate() }
    while true {
      let count: Int
      do {
        count = try descriptor.read(into: block)
      } catch {
        throw unreadable(file, error)
      }
      if count == 0 { return }
      try body(UnsafeRawBufferPointer(rebasing: block[..<count]))
    }
  }

  /// The size of a file in bytes; `nil` if it cannot be opened.
  static func size(of file: FilePath) -> Int? {
    guard
      let descriptor = try? FileDescriptor.open(
        file, .readOnly, options: [.closeOnExec, .nonBlocking])
    else { return nil }
    defer { try? descriptor.close() }
    return (try? descriptor.seek(offset: 0, from: .end)).map { Int($0) }
  }

  private static func unreadable(_ file: FilePath, _ error: any Error) -> DatasetError {
    .unreadable(file: file, reason: (error as? Errno)?.description ?? "\(error)")
  }
}

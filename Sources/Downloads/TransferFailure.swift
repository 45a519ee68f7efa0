/// Why one address did not bring a file.
struct TransferFailure: Equatable {
  var reason: String
  /// Whether the same address may bring it another time.
  var mayPass: Bool
  /// Whether what has come so far cannot become the right file.
  var isOtherFile: Bool

  /// The connection failed.
  static func passing(_ reason: String) -> TransferFailure {
    TransferFailure(reason: reason, mayPass: true, isOtherFile: false)
  }

  /// The address does not have the file.
  static func lasting(_ reason: String) -> TransferFailure {
    TransferFailure(reason: reason, mayPass: false, isOtherFile: false)
  }

  /// The address has another file.
  static func other(_ reason: String) -> TransferFailure {
    TransferFailure(reason: reason, mayPass: false, isOtherFile: true)
  }
}

/// One thing wrong with a pipeline file, at one place.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  public var location: SourceLocation
  public var message: String

  public init(_ message: String, at location: SourceLocation) {
    self.location = location
    self.message = message
  }

  public var description: String { "\(location): \(message)" }
}

/// Everything that is wrong with a pipeline file, in file order, so that one reading mends it all.
public struct SpecificationError: Error, Equatable, Sendable, CustomStringConvertible {
  public let diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) {
    var seen: Set<Diagnostic> = []
    self.diagnostics =
      diagnostics
      .filter { seen.insert($0).inserted }
      .sorted {
        ($0.location.file, $0.location.line, $0.location.column, $0.message)
          < ($1.location.file, $1.location.line, $1.location.column, $1.message)
      }
  }

  public init(_ message: String, at location: SourceLocation) {
    self.init([Diagnostic(message, at: location)])
  }

  public var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}

/// Collects diagnostics while a file is read, so that all of them are reported at once.
struct DiagnosticCollector {
  private(set) var diagnostics: [Diagnostic]

  init(diagnostics: [Diagnostic] = []) { self.diagnostics = diagnostics }

  mutating func report(_ message: String, at location: SourceLocation) {
    diagnostics.append(Diagnostic(message, at: location))
  }

  /// Runs `body` and turns a thrown `SpecificationError` into collected diagnostics.
  mutating func collecting<Result>(_ body: () throws(SpecificationError) -> Result) -> Result? {
    do {
      return try body()
    } catch {
      diagnostics += error.diagnostics
      return nil
    }
  }

  func throwIfAny() throws(SpecificationError) {
    if !diagnostics.isEmpty { throw SpecificationError(diagnostics) }
  }
}

import Analysis
import ArgumentParser
import Artifacts
import Datasets
import Downloads
import Figures
import HDF5
import Ink
import NeuralNetworks
import Pipelines
import Reports
import Tensors

/// An error as the user meets it: one message on the error stream and an exit code that scripts can
/// rely on.
struct Failure {
  private let error: any Error

  init(_ error: any Error) { self.error = error }

  /// The code for an error that has one of its own; nil for the parser's errors.
  var code: Code? {
    switch error {
    case let outcome as RunFailure: outcome.code
    case is SpecificationError: .badPipelineFile
    case is MissingPipelineFile, is MissingFolder: .missingInput
    case is UnknownStage, is NoModel: .usage
    case let error as DatasetError: Self.code(of: error)
    case let error as InkError: Self.code(of: error)
    case let error as StoreError: Self.code(of: error)
    case let error as LockError: Self.code(of: error)
    case is FileError: .inputOutput
    case is ArithmeticError: .usage
    case is CancellationError: Interruption.wasTermination ? .terminated : .interrupted
    case is NowhereToFetch, is DownloadError: .missingInput
    case is StageFailure, is PassingFailure, is NeuralNetworkError, is FigureError: .stageFailed
    case is ReportError, is HDF5Error, is JSONError, is AnalysisError: .internal
    default: nil
    }
  }

  private static func code(of error: DatasetError) -> Code {
    switch error {
    case .notFound: .missingInput
    case .unknownSet: .usage
    default: .stageFailed
    }
  }

  private static func code(of error: InkError) -> Code {
    if case .fontNotFound = error { .missingInput } else { .stageFailed }
  }

  private static func code(of error: LockError) -> Code {
    switch error {
    case .mismatch: .nondeterminism
    case .incomplete: .stale
    case .missing, .otherExternal: .missingInput
    case .invalid, .unknownProfile, .otherCells, .otherArithmetic: .badPipelineFile
    }
  }

  private static func code(of error: StoreError) -> Code {
    switch error {
    case .nondeterminism: .nondeterminism
    case .corruptObject, .missingObject, .badArchive: .corruption
    case .noMatch, .ambiguousPrefix, .noResult: .usage
    case .busy: .busy
    case .notWritable, .notAStore, .unknownLayout: .inputOutput
    case .keyMismatch, .unencodable: .internal
    }
  }

  /// Prints the message and leaves the process.
  func exit() -> Never {
    guard let code else { Pipe.exit(withError: error) }
    if error is CancellationError {
      Terminal.standardError.writeLine("stopped; start it again to go on")
    } else if !(error is RunFailure) {
      Terminal.standardError.writeLine("error: \(error)")
    }
    Pipe.exit(withError: ExitCode(code.rawValue))
  }
}

/// A run that did not bring every cell to its result, or every value into its text; what went wrong
/// has been shown already.
struct RunFailure: Error {
  let code: Failure.Code

  init(code: Failure.Code) { self.code = code }

  init?(_ result: RunResult) {
    if result.summary.wasCancelled {
      code = Interruption.wasTermination ? .terminated : .interrupted
    } else if let error = result.firstError {
      code = Failure(error).code ?? .stageFailed
    } else {
      return nil
    }
  }
}

/// A folder for data that was named and is not there.
struct MissingFolder: Error, CustomStringConvertible {
  let description: String
}

/// A pipeline file that cannot be opened.
struct MissingPipelineFile: Error, CustomStringConvertible {
  let description: String
}

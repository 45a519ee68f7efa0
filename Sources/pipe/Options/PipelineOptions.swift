import ArgumentParser
import Artifacts
import Pipelines
import Stages
import SystemPackage

/// Which profile and parameters a pipeline file is read with.
struct PipelineOptions: ParsableArguments {
  @Option(
    help: "The profile to apply; default: the one that the file names.", completion: .profiles)
  var profile: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Give a parameter of the file another value; may be given several times.",
      valueName: "name=value"),
    completion: .parameters)
  var overrides: [String] = []

  func validate() throws {
    for text in overrides where ParameterOverride(text) == nil {
      throw ValidationError("--set takes name=value, not '\(text)'")
    }
  }

  /// Reads several files, and reports what is wrong with all of them at once.
  ///
  /// - Parameter read: reads one.
  func pipelines(_ files: [String], _ read: (String) throws -> Pipeline) throws -> [Pipeline] {
    var problems: [Diagnostic] = []
    var unreadable: (any Error)?
    let pipelines = files.compactMap { file -> Pipeline? in
      do {
        return try read(file)
      } catch let error as SpecificationError {
        problems += error.diagnostics
      } catch {
        unreadable = unreadable ?? error
      }
      return nil
    }
    if let unreadable, problems.isEmpty { throw unreadable }
    guard problems.isEmpty else { throw SpecificationError(problems) }
    return pipelines
  }

  /// Reads and expands a pipeline file with the profile that was asked for.
  func pipeline(_ file: String) throws -> Pipeline { try pipeline(file, profile: profile) }

  /// Reads and expands a pipeline file.
  ///
  /// - Parameter profile: nil for the one that the file names.
  func pipeline(_ file: String, profile: String?) throws -> Pipeline {
    let bytes: [UInt8]
    do {
      bytes = try FileSystem.read(FilePath(file))
    } catch {
      throw MissingPipelineFile(description: "cannot read the pipeline file: \(error)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SpecificationError(
        "the file is not UTF-8 text", at: SourceLocation(file: file, line: 1, column: 1))
    }
    return try Pipeline(
      PipelineFile(text: text, file: file),
      registry: .standard, profile: profile, overrides: overrides.compactMap(ParameterOverride.init)
    )
  }
}

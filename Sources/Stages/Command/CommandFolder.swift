import Artifacts
import Pipelines
import SystemPackage

/// The folder that a program runs in, made for it and removed after it.
///
/// Paths are relative to it, so that a program gets the same arguments wherever the store lies:
///
/// ```
/// inputs/<slot>/<output>.h5          links to the files of the inputs; inputs/<slot>/<n>/… for several
/// outputs/<name>.h5|png|json         where the program puts what it makes
/// files/<name>                       copies of the program files
/// parameters.json
/// home/, tmp/
/// ```
struct CommandFolder {
  let path: FilePath

  init(at path: FilePath) throws {
    self.path = path
    for name in ["outputs", "home", "tmp"] {
      try FileSystem.createScratchDirectory(path.appending(name))
    }
  }

  static let parameters = "parameters.json"

  static func output(_ name: String, _ kind: Artifact.Kind) -> String {
    "outputs/\(name).\(kind.fileExtension)"
  }

  static func file(_ name: String) -> String { "files/\(name)" }

  func write(_ bytes: [UInt8], to name: String) throws {
    try makeFolder(of: name)
    try FileSystem.write(bytes, to: path.appending(name))
  }

  func writeProgram(_ bytes: [UInt8], _ name: String) throws {
    try write(bytes, to: Self.file(name))
    try FileSystem.makeExecutable(path.appending(Self.file(name)))
  }

  /// Links the files of an input, one for each of its cells.
  ///
  /// - Returns: the relative paths, and the files to be given back.
  func link(
    _ reference: CommandArgument.InputReference, of inputs: [StageInput]
  ) throws -> (paths: [String], lent: [Loan]) {
    var paths: [String] = []
    var lent: [Loan] = []
    for (index, input) in inputs.enumerated() {
      let output = reference.output ?? input.outputNames.first ?? ""
      let file = try input.lend(output)
      let cell = inputs.count == 1 ? "" : "\(index)/"
      let name = "inputs/\(reference.slot)/\(cell)\(output).\(file.kind.fileExtension)"
      try makeFolder(of: name)
      try FileSystem.createLink(at: path.appending(name), to: file.path)
      paths.append(name)
      lent.append(Loan(input: input, output: output, file: file))
    }
    return (paths, lent)
  }

  /// A file of an input that the program may read.
  struct Loan {
    let input: StageInput
    let output: String
    let file: LentFile
  }

  /// Reads what the program has made.
  ///
  /// - Throws: `StageFailure` for an output that is missing, unreadable or undeclared.
  func collect(_ outputs: [(name: String, kind: Artifact.Kind)]) throws -> [String: Artifact] {
    var artifacts: [String: Artifact] = [:]
    var expected: Set<String> = []
    for (name, kind) in outputs {
      let relative = Self.output(name, kind)
      expected.insert("\(name).\(kind.fileExtension)")
      guard FileSystem.size(of: path.appending(relative)) != nil else {
        throw StageFailure(
          "the program ended well, but did not make the output '\(name)' (\(relative))")
      }
      do {
        artifacts[name] = try Artifact(reading: kind, from: path.appending(relative))
      } catch {
        throw StageFailure("the output '\(name)' cannot be taken in: \(error)")
      }
    }
    let others = try FileSystem.list(path.appending("outputs")).filter { !expected.contains($0) }
    guard others.isEmpty else {
      throw StageFailure(
        "the program made undeclared outputs: \(others.joined(separator: ", ")); add them to "
          + "'outputs', or write them elsewhere if they do not matter")
    }
    return artifacts
  }

  private func makeFolder(of name: String) throws {
    try FileSystem.createScratchDirectory(path.appending(name).removingLastComponent())
  }
}

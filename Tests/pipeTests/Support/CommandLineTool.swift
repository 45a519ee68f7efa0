import Foundation

/// The built program, run as a user runs it.
struct CommandLineTool {
  struct Outcome {
    var exitCode: Int32
    var output: String
    var errors: String

    /// The JSON document on standard output.
    func json() throws -> [String: Any] {
      let object = try JSONSerialization.jsonObject(with: Data(output.utf8))
      return object as? [String: Any] ?? [:]
    }

    /// What `pipe run --json` says became of each stage: `executed`, `reused` and so on.
    func stageOutcomes() throws -> [String: String] {
      let stages = try json()["stages"] as? [[String: Any]] ?? []
      return Dictionary(
        uniqueKeysWithValues: stages.map {
          ($0["stage"] as? String ?? "", $0["outcome"] as? String ?? "")
        })
    }
  }

  /// A folder that stands for the user's project: pipelines, data, store and pages are in it.
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("pipe cli ü \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func cleanUp() { try? FileManager.default.removeItem(at: folder) }

  /// The tests' own executable lies beside the program.
  static var executable: URL {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("pipe")
  }

  @discardableResult
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    let process = try start(arguments, environment: environment)
    return try process.wait()
  }

  func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Running {
    try start(Self.executable, arguments, environment: environment)
  }

  /// Runs commands of a shell, in which `$PIPE` is the program.
  @discardableResult
  func shell(_ commands: String) throws -> Outcome {
    let prologue = "PIPE='\(Self.executable.path)'; set -eu; "
    return try start(
      URL(fileURLWithPath: "/bin/sh"), ["-c", prologue + commands], environment: [:]
    )
    .wait()
  }

  private func start(
    _ executable: URL, _ arguments: [String], environment: [String: String]
  ) throws -> Running {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PIPE_") }
    variables.merge(environment) { $1 }
    process.environment = variables
    let output = folder.appendingPathComponent(".output-\(UUID().uuidString)")
    let errors = folder.appendingPathComponent(".errors-\(UUID().uuidString)")
    for file in [output, errors] {
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    return Running(process: process, output: output, errors: errors)
  }

  /// Whether another program runs and ends well.
  static func succeeds(_ program: String, _ arguments: String...) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  struct Running {
    let process: Process
    let output: URL
    let errors: URL

    func wait() throws -> Outcome {
      process.waitUntilExit()
      let outcome = Outcome(
        exitCode: process.terminationStatus,
        output: try String(contentsOf: output, encoding: .utf8),
        errors: try String(contentsOf: errors, encoding: .utf8))
      try? FileManager.default.removeItem(at: output)
      try? FileManager.default.removeItem(at: errors)
      return outcome
    }
  }

  func path(_ name: String) -> URL { folder.appendingPathComponent(name) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name).path) }

  func write(_ text: String, to name: String) throws {
    try FileManager.default.createDirectory(
      at: path(name).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: path(name))
  }

  func read(_ name: String) throws -> String {
    try String(contentsOf: path(name), encoding: .utf8)
  }

  /// All files below a folder, by their paths relative to it.
  func files(below name: String) -> [String] {
    let root = path(name).path
    return (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? [])
      .filter { entry in
        var isDirectory: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: root + "/" + entry, isDirectory: &isDirectory)
        return !isDirectory.boolValue
      }.sorted()
  }
}

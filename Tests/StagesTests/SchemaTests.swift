import Artifacts
import Foundation
import Testing

@testable import Pipelines
@testable import Stages

@Suite("The schema of pipeline files")
struct SchemaTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test("is committed as the program prints it")
  func committed() throws {
    let committed = try String(
      contentsOf: Self.root.appendingPathComponent("docs/pipeline.schema.json"), encoding: .utf8)
    let printed = try PipelineSchema.document(for: .standard).prettyText() + "\n"
    #expect(
      committed == printed,
      "write it anew: swift run pipe schema > docs/pipeline.schema.json")
  }

  private static let schemaScript = root.appendingPathComponent("scripts/test-schema")

  @Test(
    "another validator accepts it and every pipeline, and refuses mistakes",
    .enabled(
      if: (try? run("/usr/bin/python3", "-c", "import jsonschema"))?.status == 0,
      "needs python3-jsonschema (scripts/setup --test)"))
  func otherValidator() throws {
    let outcome = try Self.run(Self.schemaScript.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  private static func run(
    _ program: String, _ arguments: String...
  ) throws -> (status: Int32, errors: String) {
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let text = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }

  @Test("and so is the reference of the stage kinds")
  func reference() throws {
    let committed = try String(
      contentsOf: Self.root.appendingPathComponent("docs/stages.md"), encoding: .utf8)
    #expect(
      committed == StageManual.markdown(for: .standard),
      "write it anew: swift run pipe stages --markdown > docs/stages.md")
  }

  @Test("the reference has a place for each kind, and its links lead to places")
  func links() throws {
    let text = StageManual.markdown(for: .standard)
    let places = Set(
      text.split(separator: "\n").filter { $0.hasPrefix("## ") }.map {
        $0.dropFirst(3).lowercased().replacing(" ", with: "-")
      })
    #expect(places.isSuperset(of: StageRegistry.standard.names))
    let links = text.matches(of: /\]\(#([^)]+)\)/).map { String($0.1) }
    #expect(links.count > StageRegistry.standard.names.count)
    #expect(Set(links).subtracting(places).isEmpty)
  }
}

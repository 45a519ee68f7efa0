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

  @Test("and every committed pipeline is sound in each of its profiles")
  func pipelines() throws {
    let folder = Self.root.appendingPathComponent("pipelines")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") }
    #expect(!files.isEmpty)
    for name in files {
      let text = try String(
        contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      let file = try PipelineFile(text: text, file: "pipelines/\(name)")
      for profile in file.profiles.keys {
        _ = try Pipeline(file, registry: .standard, profile: profile)
      }
    }
  }
}

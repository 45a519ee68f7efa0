import Artifacts
import Foundation
import SystemPackage
import Testing

@testable import Reports

@Suite("The index of all reports")
struct SiteIndexTests {
  private func page(_ title: String) -> ReportPage {
    ReportPage(
      title: title, lead: "profile: quick", style: "", notices: [], contents: [],
      hasContents: false, hasSources: false, hasParameters: false, blocks: [], sources: [],
      parameters: [], graph: "", stages: [],
      command: "")
  }

  @Test("has every page, however many runs write it at once")
  func concurrent() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("pipe-index-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = FilePath(folder.path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<24 {
        group.addTask {
          let name = "report\(number)"
          try FileManager.default.createDirectory(
            at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
          try SiteIndex(output: output).update(page("Report \(number)"), name: name)
        }
      }
      try await group.waitForAll()
    }
    let index = try String(
      contentsOf: folder.appendingPathComponent("index.html"), encoding: .utf8)
    for number in 0..<24 {
      #expect(index.contains("<a href=\"report\(number)/index.html\">"), "report \(number)")
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix(".") }
    #expect(left == [])
  }
}

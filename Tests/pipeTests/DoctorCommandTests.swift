import Foundation
import Testing

@Suite("pipe doctor")
struct DoctorCommandTests {
  private func findings(_ outcome: CommandLineTool.Outcome) throws -> [String: String] {
    let findings = try outcome.json()["findings"] as? [[String: Any]] ?? []
    return Dictionary(
      uniqueKeysWithValues: findings.map {
        ($0["subject"] as? String ?? "", $0["state"] as? String ?? "")
      })
  }

  @Test("a sound machine: 0, with the kernels of every instruction set, and nothing made")
  func sound() throws {
    try withProject { tool in
      let before = tool.files(below: ".")
      let outcome = try tool.run("doctor", "--json")
      #expect(outcome.exitCode == 0, "\(outcome.output)")
      #expect(try outcome.json()["schema"] as? String == "pipe.doctor/1")
      let states = try findings(outcome)
      #expect(states["kernels scalar"] == "fine")
      for subject in ["HDF5", "libpng, zlib", "FreeType", "files", "font", "instructions"] {
        #expect(states[subject] == "fine", "\(subject): \(states[subject] ?? "not looked at")")
      }
      #expect(states["store"] == "notice")
      #expect(states["data mnist"] == "notice", "an unverified copy is worth telling")
      #expect(tool.files(below: ".") == before)
      #expect(!tool.exists("artifacts/store"))
    }
  }

  @Test("results that are gone from the store are told")
  func goneObjects() throws {
    try withProject { tool in
      #expect(try tool.run("run", "pipelines/sample.json", "--quiet").exitCode == 0)
      let before = try findings(tool.run("doctor", "--json"))
      #expect(before["store"] == "fine" && before["store objects"] == nil)
      try FileManager.default.removeItem(at: tool.path("artifacts/store/objects"))
      #expect(try findings(tool.run("doctor", "--json"))["store objects"] == "notice")
    }
  }

  @Test("a missing font: 66; a folder that is no store: 74; a wrong PIPE_ISA: 64")
  func broken() throws {
    try withProject { tool in
      try tool.write("", to: "no-fonts/readme")
      let font = try tool.run("doctor", environment: ["PIPE_FONTS": tool.path("no-fonts").path])
      #expect(font.exitCode == 66)
      #expect(font.output.contains("BROKEN  font"))
      #expect(font.output.contains("fonts-dejavu-core"))
      let store = try tool.run("doctor", "--store", "pipelines")
      #expect(store.exitCode == 74)
      #expect(store.output.contains("BROKEN  store"))
      #expect(try tool.run("doctor", environment: ["PIPE_ISA": "sse9"]).exitCode == 64)
    }
  }

  @Test("damaged files that were moved away are told")
  func quarantine() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json", "--only", "images")
      let name = try #require(tool.files(below: "artifacts/store/objects").first)
      let file = tool.path("artifacts/store/objects/\(name)")
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
      try Data([1, 2, 3]).write(to: file)
      try tool.run("cache", "verify")
      let outcome = try tool.run("doctor")
      #expect(outcome.exitCode == 0)
      #expect(outcome.output.contains("quarantine          1 damaged files in "))
    }
  }
}

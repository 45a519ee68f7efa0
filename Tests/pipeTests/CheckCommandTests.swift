import Foundation
import Testing

@Suite("pipe check")
struct CheckCommandTests {
  @Test("stages give their bits again, and nothing is written")
  func same() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json")
      let before = tool.files(below: "artifacts")
      let outcome = try tool.run(
        "check", "pipelines/sample.json", "scaled", "net", "tested[p=0.5]", "figure", "--quiet")
      #expect(outcome.exitCode == 0, "\(outcome.output)")
      #expect(outcome.output.hasSuffix("5 of 5 stages gave their stored bits again\n"))
      #expect(outcome.errors == "")
      #expect(tool.files(below: "artifacts") == before)
    }
  }

  @Test("other bits than the stored ones: 5, with the stage, the tensor, the index and both values")
  func differs() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json")
      let tensor = try tool.forgeResult(of: "scaled")
      let outcome = try tool.run(
        "check", "pipelines/sample.json", "scaled", "--threads", "1", "--isa", "scalar")
      #expect(outcome.exitCode == 5)
      #expect(outcome.output.hasPrefix("DIFFERS  scaled  scalar/1\n"))
      #expect(outcome.output.contains("scalar/1: output 'data', tensor '\(tensor)', element [0"))
      #expect(outcome.output.contains("0 of 1 stages gave their stored bits again"))
      let document = try tool.run(
        "check", "pipelines/sample.json", "scaled", "--threads", "1", "--isa", "scalar", "--json"
      ).json()
      #expect(document["schema"] as? String == "pipe.check/1")
      #expect(document["same"] as? Bool == false)
      let stage = try #require((document["stages"] as? [[String: Any]])?.first)
      let execution = try #require((stage["executions"] as? [[String: Any]])?.first)
      #expect(execution["outcome"] as? String == "differs")
      #expect(execution["place"] as? String != nil)
    }
  }

  @Test("what has no result yet: 3, and it says so")
  func absent() throws {
    try withProject { tool in
      let outcome = try tool.run("check", "pipelines/sample.json", "images")
      #expect(outcome.exitCode == 3)
      #expect(outcome.output.contains("absent   images"))
    }
  }

  @Test("every instruction set of the machine comes up unasked")
  func everyInstructionSet() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json", "--only", "images")
      let outcome = try tool.run("check", "pipelines/sample.json", "images", "--json", "--quiet")
      let stage = try #require((try outcome.json()["stages"] as? [[String: Any]])?.first)
      let executions = stage["executions"] as? [[String: Any]] ?? []
      let doctor = try tool.run("doctor", "--json").json()
      let subjects = (doctor["findings"] as? [[String: Any]] ?? []).compactMap {
        $0["subject"] as? String
      }
      let available = subjects.filter { $0.hasPrefix("kernels ") }.map { $0.dropFirst(8) }
      #expect(
        Set(executions.compactMap { $0["instructionSet"] as? String })
          == Set(available.map(String.init)))
      #expect(Set(executions.compactMap { $0["threads"] as? Int }).isSuperset(of: [1, 2, 3, 7]))
    }
  }

  @Test("an instruction set and a number of threads that there are not: 64")
  func usage() throws {
    try withProject { tool in
      try tool.run("run", "pipelines/sample.json", "--only", "images")
      #expect(
        try tool.run("check", "pipelines/sample.json", "--isa", "sse9").exitCode == 64)
      #expect(
        try tool.run("check", "pipelines/sample.json", "images", "--threads", "0").exitCode == 64)
    }
  }
}

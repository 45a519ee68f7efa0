import Foundation
import Testing

@Suite("processes that share a store")
struct ConcurrentRunTests {
  @Test("execute every stage of one pipeline exactly once over all of them")
  func eightAtOnce() throws {
    try withProject { tool in
      let running = try (0..<8).map { number in
        try tool.start(
          ["run", "pipelines/sample.json", "--json", "--output", "pages-\(number)"])
      }
      let outcomes = try running.map { try $0.wait() }
      var executions: [String: Int] = [:]
      var digests: Set<String> = []
      for outcome in outcomes {
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let stages = try outcome.json()["stages"] as? [[String: Any]] ?? []
        for stage in stages {
          let name = stage["stage"] as? String ?? ""
          executions[name, default: 0] += stage["outcome"] as? String == "executed" ? 1 : 0
          for (output, digest) in stage["outputs"] as? [String: String] ?? [:] {
            digests.insert("\(name)/\(output) \(digest)")
          }
        }
      }
      #expect(executions.count == 10)
      #expect(executions.allSatisfy { $0.value == 1 }, "\(executions)")
      #expect(tool.files(below: "artifacts/store/receipts").count == 10)
      // One digest for each output, whichever process one asks.
      #expect(digests.count == Set(digests.map { $0.split(separator: " ")[0] }).count)
      for folder in ["locks", "tmp", "partial", "quarantine"] {
        #expect(tool.files(below: "artifacts/store/\(folder)").isEmpty, "\(folder)")
      }
      let pages = try (0..<8).map { try tool.read("pages-\($0)/sample/index.html") }
      #expect(Set(pages).count == 1)
    }
  }
}

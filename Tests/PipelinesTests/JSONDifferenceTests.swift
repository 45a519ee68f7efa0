import Artifacts
import Testing

@testable import Pipelines

@Suite("Differences between two JSON documents")
struct JSONDifferenceTests {
  private func differences(_ old: JSONValue, _ new: JSONValue) -> [String] {
    JSONDifference.between(old, new).map(\.description)
  }

  @Test("equal documents have none, however their numbers are written")
  func equal() {
    #expect(differences(["a": [1, 2.5, .null]], ["a": [.number(1), 2.5, .null]]).isEmpty)
  }

  @Test("a changed value has its path and both values")
  func changed() {
    #expect(
      differences(
        ["optimizer": ["sgd": ["rate": 0.05]], "seed": 1],
        ["optimizer": ["sgd": ["rate": 0.02]], "seed": 1])
        == ["optimizer.sgd.rate: 0.05 -> 0.02"])
  }

  @Test("what is only on one side is added or removed")
  func oneSide() {
    #expect(differences(["a": 1], ["b": "x"]) == ["a: removed 1", "b: added \"x\""])
  }

  @Test("an element put into a list is one difference, not a shift of the rest")
  func insertion() {
    #expect(
      differences(["relu", ["dense": 10]], ["relu", ["dropout": 0.5], ["dense": 10]])
        == ["[1]: added {\"dropout\":0.5}"])
    #expect(differences([1, 2, 2, 3], [1, 2, 3]) == ["[2]: removed 2"])
  }

  @Test("changed elements of lists of one length are told apart")
  func elements() {
    #expect(
      differences(["m": [["dense": 8], "relu", ["dense": 10]]], ["m": [["dense": 9], "relu", 3]])
        == ["m[0].dense: 8 -> 9", "m[2]: {\"dense\":10} -> 3"])
  }

  @Test("digests are cut short and long values end in an ellipsis")
  func long() {
    let digest = String(repeating: "ab", count: 32)
    #expect(
      differences(["d": .string(digest)], ["d": .null]) == ["d: abababababab -> null"])
    let text = differences([:], ["t": .string(String(repeating: "x", count: 500))])
    #expect(text.count == 1 && text[0].count < 80 && text[0].hasSuffix("…"))
  }

  @Test("a value of another type replaces the old one as a whole")
  func type() {
    #expect(differences(["a": [1]], ["a": ["b": 1]]) == ["a: [1] -> {\"b\":1}"])
    #expect(differences(1, 2) == ["1 -> 2"])
  }
}

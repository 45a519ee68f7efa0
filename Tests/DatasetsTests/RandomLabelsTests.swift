import Testing

@testable import Datasets

@Suite("Random labels")
struct RandomLabelsTests {
  private let labels = (0..<10_000).map { UInt8($0 % 10) }

  @Test("every class is about as frequent, and about one label in ten stays right")
  func uniform() {
    let drawn = RandomLabels(seed: 1).replacing(labels, classCount: 10, part: "train")
    // Counts of 10,000 draws have a standard deviation of 30.
    for label in 0..<10 {
      let count = drawn.count { $0 == UInt8(label) }
      #expect(abs(count - 1000) < 120, "class \(label): \(count)")
    }
    let right = zip(labels, drawn).count { $0 == $1 }
    #expect(abs(right - 1000) < 120, "\(right)")
  }

  @Test("a share is that of the examples drawn anew, of which one in ten gets its own class again")
  func share() {
    let drawn = RandomLabels(share: 0.3, seed: 1).replacing(labels, classCount: 10, part: "train")
    let changed = zip(labels, drawn).count { $0 != $1 }
    #expect(abs(changed - 2700) < 70, "\(changed)")
    #expect(
      RandomLabels(share: 0, seed: 1).replacing(labels, classCount: 10, part: "train") == labels)
  }

  @Test("seed and part decide, and nothing else")
  func streams() {
    func drawn(_ seed: UInt64, _ part: String) -> [UInt8] {
      RandomLabels(seed: seed).replacing(labels, classCount: 10, part: part)
    }
    #expect(drawn(1, "train") == drawn(1, "train"))
    #expect(drawn(1, "train") != drawn(2, "train"))
    #expect(drawn(1, "train") != drawn(1, "test"))
    let wide = RandomLabels(seed: 1).replacing(
      labels.map(Int32.init), classCount: 10, part: "train")
    #expect(wide == drawn(1, "train").map(Int32.init))
  }
}

import Testing

@testable import NeuralNetworks

@Suite struct HistoryTests {
  @Test("series grow by entries of one width and are sorted by name")
  func series() {
    var history = History()
    history.append(1, to: "train_loss")
    history.append([1, 2, 3], to: "quantiles")
    history.append([4, 5, 6], to: "quantiles")
    history.append(0.5, to: "train_loss")
    #expect(history["train_loss"] == [1, 0.5])
    #expect(history["absent"] == [])
    #expect(history.series.map(\.name) == ["quantiles", "train_loss"])
    #expect(history.series[0].count == 2)
    #expect(history.series[0].width == 3)
    #expect(History(series: history.series.reversed()) == history)
  }

  @Test("a NaN is stored with its one bit pattern")
  func canonicalNaN() {
    var history = History()
    history.append(-Double.nan, to: "loss")
    history.append(Double(nan: 5, signaling: true), to: "loss")
    #expect(history["loss"].map(\.bitPattern) == [Double.nan.bitPattern, Double.nan.bitPattern])
  }
}

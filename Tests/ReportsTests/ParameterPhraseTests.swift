import Artifacts
import Pipelines
import Testing

@testable import Reports

@Suite("Parameters as a reader says them")
struct ParameterPhraseTests {
  private func phrase(_ texts: String...) throws -> String {
    ParameterPhrase.text(of: try texts.map { try JSONValue(parsing: $0) })
  }

  @Test("one value is said plainly")
  func single() throws {
    #expect(try phrase("0.5") == "0.5")
    #expect(try phrase("true") == "yes")
    #expect(try phrase("[0.1, 0.2]") == "0.1, 0.2")
    #expect(
      try phrase(#"{"sgd": {"rate": 0.01, "momentum": 0.9}}"#) == "sgd (momentum 0.9, rate 0.01)")
    #expect(try phrase(#"{"glorot-uniform": {}}"#) == "glorot-uniform")
    #expect(
      try phrase(#"["flatten", {"dense": 256}, {"conv": 32, "kernel": 3}]"#)
        == "flatten · dense 256 · conv 32, kernel 3")
  }

  @Test("where cells differ, only the difference is listed")
  func differences() throws {
    #expect(try phrase("1", "1", "1") == "1")
    #expect(try phrase("0.5", "0.1", "0.5") == "0.5 / 0.1")
    #expect(
      try phrase(#"["flatten", {"dropout": 0}, "relu"]"#, #"["flatten", {"dropout": 0.5}, "tanh"]"#)
        == "flatten · dropout 0 / 0.5 · relu / tanh")
    #expect(try phrase("[784, 256]", "[512, 384]") == "(784, 256) / (512, 384)")
    #expect(
      try phrase(#"{"sgd": {"rate": 1}}"#, #"{"adam": {"rate": 1}}"#)
        == "sgd (rate 1) / adam (rate 1)")
    #expect(try phrase("{}", #"{"dense3": 0.1}"#) == "none / dense3 0.1")
  }

  @Test("a layer begins with what it is, and defaults go without saying")
  func defaults() throws {
    let layer = ParameterType.tagged(
      "a layer",
      [
        TaggedVariant(
          "dense", value: .integer,
          fields: [ParameterField("bias", .boolean, .defaulted(true), help: "")], help: ""),
        TaggedVariant(
          "sgd",
          value: .object([
            ParameterField("momentum", .number, .defaulted(0), help: ""),
            ParameterField("decay", .choice(["l2", "decoupled"]), .defaulted("l2"), help: ""),
            ParameterField("rate", .number, .defaulted(0.01), help: ""),
          ]), help: ""),
      ])
    func phrase(_ texts: String...) throws -> String {
      ParameterPhrase.text(of: try texts.map { try JSONValue(parsing: $0) }, type: layer)
    }
    #expect(try phrase(#"{"bias": true, "dense": 10}"#) == "dense 10")
    #expect(try phrase(#"{"bias": false, "dense": 10}"#) == "dense 10, bias no")
    #expect(
      try phrase(#"{"bias": true, "dense": 10}"#, #"{"bias": false, "dense": 10}"#)
        == "dense 10, bias yes / no")
    #expect(
      try phrase(#"{"sgd": {"decay": "l2", "momentum": 0, "rate": 0.01}}"#) == "sgd (rate 0.01)")
    #expect(
      try phrase(#"{"sgd": {"decay": "decoupled", "momentum": 0, "rate": 0.01}}"#)
        == "sgd (decay decoupled, rate 0.01)")
    #expect(
      try phrase(
        #"{"sgd": {"momentum": 0, "rate": 0.01}}"#, #"{"sgd": {"momentum": 0.9, "rate": 0.01}}"#)
        == "sgd (momentum 0 / 0.9, rate 0.01)")
  }

  @Test("seeds in a row are a range")
  func range() throws {
    #expect(try phrase("1", "2", "3", "4", "5") == "1 to 5")
    #expect(try phrase("1", "2", "4", "5") == "1 / 2 / 4 / 5")
  }
}

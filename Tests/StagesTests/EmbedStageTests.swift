import Artifacts
import Testing

@testable import Pipelines
@testable import Stages

@Suite("What embed makes")
struct EmbedStageTests {
  private func outputs(_ stage: String, of text: String = SampleRun.pipeline) throws -> (
    embedding: TensorBundle, values: JSONValue
  ) {
    let run = try SampleRun()
    let result = try run.run(text)
    if let error = result.firstError { throw error }
    let cell = try #require(try result.pipeline.cells(matching: stage).first)
    let records = try #require(result[cell.id].receipt?.outputs)
    guard case .tensors(let bundle) = try run.store().load(#require(records["embedding"])),
      case .table(let table) = try run.store().load(#require(records["values"]))
    else { throw StageFailure("'\(stage)' has other outputs") }
    return (bundle, try #require(table["values"]))
  }

  @Test("t-SNE places the examples drawn, with their labels, and says how well")
  func neighbors() throws {
    let (bundle, values) = try outputs("near")
    #expect(bundle["embedding"]?.dimensions == [80, 2])
    #expect(bundle["labels"]?.dimensions == [80])
    let places = try #require(bundle["examples"]?.int32?.elements)
    #expect(places == places.sorted() && Set(places).count == 80)
    #expect(places.allSatisfy { $0 >= 0 && $0 < 90 })
    let divergences = try #require(bundle["history/divergence"]?.float64?.elements)
    #expect(bundle["history/iteration"]?.float64?.elements == [0, 50, 60])
    #expect(values["divergence"]?.doubleValue == divergences[2])
    #expect(divergences[2] < divergences[0])
    let trustworthiness = try #require(values["trustworthiness"]?.doubleValue)
    #expect(trustworthiness > 0.7 && trustworthiness <= 1)
  }

  @Test("forces by a tree make another embedding of nearly the same divergence")
  func tree() throws {
    let text = SampleRun.pipeline.replacing(
      #""perplexity": 8"#, with: #""perplexity": 8, "forces": "barnes-hut""#)
    #expect(text != SampleRun.pipeline)
    let (exact, tree) = (try outputs("near"), try outputs("near", of: text))
    #expect(exact.embedding["embedding"] != tree.embedding["embedding"])
    let divergences = try [exact, tree].map { try #require($0.values["divergence"]?.doubleValue) }
    #expect(abs(divergences[1] / divergences[0] - 1) < 0.05, "\(divergences)")
  }

  @Test("principal components have unit length and falling variance")
  func components() throws {
    let (bundle, values) = try outputs("along")
    #expect(bundle["embedding"]?.dimensions == [30, 3])
    let components = try #require(bundle["components"]?.float64?.elements)
    for component in 0..<3 {
      let squares = components[component * 784..<(component + 1) * 784].reduce(0) { $0 + $1 * $1 }
      #expect(abs(squares - 1) < 1e-9)
    }
    let variances = try #require(bundle["explained_variance"]?.float64?.elements)
    #expect(variances == variances.sorted(by: >))
    #expect(try #require(values["explained_variance"]?.doubleValue) < 1)
  }

  @Test("a layer's outputs are embedded, of any layer the network has")
  func layers() throws {
    let text = SampleRun.pipeline.replacing(
      #""layer": "dense1", "examples": 80, "reduceTo": 12"#, with: #""layer": "dense2""#)
    let (bundle, _) = try outputs("near", of: text)
    #expect(bundle["embedding"]?.dimensions == [90, 2])
    let wrong = SampleRun.pipeline.replacing(#""layer": "dense1""#, with: #""layer": "dense9""#)
    #expect {
      try outputs("near", of: wrong)
    } throws: { "\($0)".contains("has no layer 'dense9', only flatten1, dense1") }
  }

  @Test(
    "what cannot be is said with its place before anything runs",
    arguments: [
      (#""layer": "dense1", "#, "", "which layer of 'model'"),
      (#""method": "pca", "components": 3"#, #""components": 3"#, "t-SNE makes 2 components"),
      (#""method": "pca", "components": 3"#, #""layer": "dense1""#, "give the input 'model'"),
      (#""perplexity": 8"#, #""perplexity": 30"#, "a perplexity of 30 needs more than 80 examples"),
    ])
  func mistakes(text: String, replacement: String, message: String) throws {
    let changed = SampleRun.pipeline.replacing(text, with: replacement)
    #expect(changed != SampleRun.pipeline)
    #expect {
      try outputs("near", of: changed)
    } throws: { error in
      error is SpecificationError && "\(error)".contains(message)
    }
  }
}

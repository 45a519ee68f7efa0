import Artifacts
import Ink
import SystemPackage
import Tensors
import Testing

@testable import Pipelines

/// A stage that is wrong on purpose: its result shows the circumstances that `leaks` names.
private struct LeakyStage: Stage {
  static let declaration = StageDeclaration(
    name: "leaky", version: 1, summary: "Shows what must not show.",
    inputs: [InputSlot("of", .any, accepts: [], help: "anything")], produces: "leaky",
    outputs: ["out"],
    parameters: [ParameterField("leaks", .string, .defaulted(""), help: "what to show")])

  let leaks: String

  init(_ parameters: Parameters) throws(SpecificationError) { leaks = parameters.string("leaks") }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    var bundle = TensorBundle()
    var values: [Float] = [1, 2, 3, 4, 5, 6]
    switch leaks {
    case "threads" where context.compute.pool.threads > 1:
      values[4] += Float(context.compute.pool.threads)
    case "isa" where context.compute.kernels.instructionSet == .scalar: values[1] = -2
    case "checkpoint":
      if try context.checkpoints.load() != nil { values[0] = 9 }
      try context.checkpoints.save(bundle)
    case "failure" where context.compute.pool.threads == 2: throw StageFailure("two is too many")
    default: break
    }
    bundle.set("group/values", .float32(Tensor(shape: [2, 3], elements: values)))
    return ["out": .tensors(bundle)]
  }
}

@Suite("Executing stages again and comparing the bits")
struct CheckerTests {
  private let folder = TemporaryFolder()
  private let scratch = TemporaryFolder()

  private func check(
    leaks: String, variants: [CheckVariant], runs: Bool = true
  ) throws -> [CellCheck] {
    let pipeline = try Pipeline(
      PipelineFile(
        text: """
          {"stages": {"a": {"uses": "leaky", "with": {"leaks": "\(leaks)"}},
                      "b": {"uses": "leaky", "from": {"of": "a"}}}}
          """, file: "p.json"),
      registry: StageRegistry([LeakyStage.self]), profile: nil, overrides: [])
    let planner = Planner(store: try Store(at: folder.path), environment: PlanningEnvironment())
    if runs {
      _ = try Runner(planner: planner, compute: try ComputeContext(threads: 1), toolVersion: "test")
        .run(pipeline)
    }
    return try Checker(planner: planner, scratch: try Store(at: scratch.path)).check(
      pipeline, cells: pipeline.cells.map(\.id)
    ) { _ in variants }
  }

  private func text(_ check: CellCheck) -> [String] {
    check.outcomes.map { variant, outcome in
      switch outcome {
      case .same: "\(variant) same"
      case .differs(let output, let difference): "\(variant) '\(output)' \(difference)"
      case .failed(let error): "\(variant) failed: \(error)"
      }
    }
  }

  private let threads = [1, 2, 3].map { CheckVariant(.fastest, threads: $0) }

  @Test("a pure stage gives its bits again in every variant")
  func pure() throws {
    let variants = CheckVariant.all(InstructionSet.available, threads: [1, 3])
    let checks = try check(leaks: "", variants: variants)
    #expect(checks.map { $0.outcomes.count } == [variants.count, variants.count])
    for check in checks { #expect(!check.differs && check.error == nil && check.hasResult) }
  }

  @Test("a result that shows the threads is found, with tensor, index and both values")
  func threadsShow() throws {
    let checks = try check(leaks: "threads", variants: threads)
    #expect(
      text(checks[0]) == [
        "\(threads[0]) same",
        "\(threads[1]) 'out' tensor 'group/values', element [1, 1]: "
          + "stored 5.0, now 7.0 (1 of 6 elements; at most 4194304 units in the last place apart)",
        "\(threads[2]) 'out' tensor 'group/values', element [1, 1]: "
          + "stored 5.0, now 8.0 (1 of 6 elements; at most 6291456 units in the last place apart)",
      ])
    #expect(checks[0].differs)
    #expect(!checks[1].differs, "a stage is executed from its stored inputs, whatever they are")
  }

  @Test(
    "a result that shows the instruction set is found",
    .enabled(if: InstructionSet.available.count > 1, "this machine has one instruction set"))
  func instructionSetShows() throws {
    let variants = CheckVariant.covering(InstructionSet.available, threads: [1])
    let checks = try check(leaks: "isa", variants: variants)
    let wrong = checks[0].outcomes.filter { if case .differs = $0.outcome { true } else { false } }
    #expect(wrong.map(\.variant) == [CheckVariant(.scalar, threads: 1)])
  }

  @Test("no execution goes on from the checkpoint of another, and none is left")
  func checkpoints() throws {
    let checks = try check(leaks: "checkpoint", variants: threads)
    #expect(!checks[0].differs)
    #expect(try Store(at: scratch.path).partialKeys().isEmpty)
  }

  @Test("a stage that fails is told with its error, and the others are checked all the same")
  func failure() throws {
    let checks = try check(leaks: "failure", variants: threads)
    #expect(text(checks[0])[1] == "\(threads[1]) failed: two is too many")
    #expect(text(checks[1]).count == 3 && checks[1].error == nil)
  }

  @Test("what has no result has nothing to compare with")
  func noResult() throws {
    let checks = try check(leaks: "", variants: threads, runs: false)
    #expect(checks.allSatisfy { !$0.hasResult && $0.outcomes.isEmpty })
  }

  @Test("the store that is checked is not written to")
  func storeStays() throws {
    _ = try check(leaks: "threads", variants: threads)
    let before = try Store(at: folder.path).receipts()
    _ = try check(leaks: "threads", variants: threads, runs: false)
    #expect(try Store(at: folder.path).receipts() == before)
  }

  @Test("a covering has every instruction set and every number of threads")
  func covering() {
    let variants = CheckVariant.covering([.scalar, .avx2, .neon], threads: [1, 7])
    #expect(variants.map(\.description) == ["scalar/1", "avx2/7", "neon/1"])
    #expect(CheckVariant.covering([.avx2], threads: [1, 2, 3]).count == 3)
  }
}

@Suite("The first difference of two results")
struct FirstDifferenceTests {
  private func bundle(_ values: [Float], shape: Shape, unit: String = "m") -> Artifact {
    var bundle = TensorBundle()
    bundle.set(
      "x", .float32(Tensor(shape: shape, elements: values)), attributes: ["unit": .string(unit)])
    return .tensors(bundle)
  }

  private func difference(_ stored: Artifact, _ found: Artifact) -> String? {
    FirstDifference(ArtifactComparison(stored, found))?.description
  }

  @Test("equal results have none")
  func none() {
    let nan = bundle([.nan, -0], shape: [2])
    #expect(difference(nan, nan) == nil)
    #expect(difference(.table(["a": 1]), .table(["a": 1])) == nil)
  }

  @Test("of tensors, the first element; zeros of different sign differ")
  func elements() {
    #expect(
      difference(bundle([1, 0], shape: [2]), bundle([1, -0.0], shape: [2]))
        == "tensor 'x', element [1]: stored 0.0, now -0.0 "
        + "(1 of 2 elements; at most 0 units in the last place apart)")
  }

  @Test("another shape, another attribute, a missing tensor")
  func structure() {
    let base = bundle([1, 2], shape: [2])
    #expect(
      difference(base, bundle([1, 2], shape: [1, 2]))
        == "tensor 'x': stored float32 2, now float32 1×2")
    #expect(
      difference(base, bundle([1, 2], shape: [2], unit: "s"))
        == "attribute 'x@unit': stored m, now s")
    #expect(
      difference(base, .tensors(TensorBundle())) == "tensor 'x': stored present, now absent")
  }

  @Test("of figures, the size or the region of the pixels")
  func figures() {
    let stored = Pixmap(width: 3, height: 2, color: .white)
    var found = stored
    found[1, 1] = Color(red: 1, green: 2, blue: 3)
    #expect(
      difference(.figure(stored), .figure(found))
        == "pixels in columns 1 to 1 and rows 1 to 1 differ "
        + "(1 of 6 pixels, by up to 254 of 255)")
    #expect(
      difference(.figure(stored), .figure(Pixmap(width: 4, height: 2, color: .white)))
        == "size in pixels: stored 3 × 2, now 4 × 2")
  }

  @Test("of tables the first entry; results of two kinds")
  func tables() {
    #expect(
      difference(.table(["a": [1, 2]]), .table(["a": [1, 3]])) == "entry $.a[1]: stored 2, now 3")
    #expect(
      difference(.table(1), .tensors(TensorBundle()))
        == "kind of result: stored table, now tensors")
  }
}

import Artifacts
import Pipelines
import Stages
import Testing

@testable import pipe

@Suite("The live display of a run")
struct LiveDisplayTests {
  private static let file = """
    {"stages": {
       "images": {"uses": "dataset", "with": {"source": "mnist"}},
       "net": {"uses": "train", "from": {"data": "scaled"}, "matrix": {"p": [0, 0.5]},
               "with": {"model": [{"dense": 10}], "loss": "cross-entropy", "optimizer": {"sgd": {"rate": 1}},
                        "batch": 32, "epochs": 3}},
       "split": {"uses": "split", "from": {"data": "images"}, "with": {"train": 10}},
       "scaled": {"uses": "normalize", "from": {"data": "split"}, "with": {"mode": "scale"}}}}
    """

  private let pipeline: Pipeline

  init() throws {
    pipeline = try Pipeline(
      PipelineFile(text: Self.file, file: "p.json"), registry: .standard)
  }

  private func cell(_ name: String) throws -> Cell { try pipeline.cells(matching: name)[0] }

  private let key = StageKey(Digest(of: []))

  private func receipt(_ cell: Cell) throws -> Receipt {
    try Receipt(
      key: key, document: .null, outputs: [:],
      provenance: Receipt.Provenance(
        stage: cell.name, pipeline: "p", started: .now(), durationSeconds: 1, threads: 1,
        toolVersion: "x"))
  }

  /// Three of five stages done, two trainings on their way.
  private func progress() throws -> RunProgress {
    var progress = RunProgress()
    progress.apply(
      .started(pipeline, sources: [], cells: pipeline.cells.map(\.id)), at: .zero)
    for name in ["images", "split"] {
      progress.apply(.reused(try cell(name), try receipt(cell(name))), at: .zero)
    }
    progress.apply(.stageStarted(try cell("scaled"), key, threads: 2), at: .zero)
    progress.apply(
      .stageFinished(try cell("scaled"), try receipt(cell("scaled")), seconds: 1), at: .seconds(1))
    for (name, share) in [("net[p=0]", 0.25), ("net[p=0.5]", 0.5)] {
      let cell = try cell(name)
      progress.apply(.stageStarted(cell, key, threads: 1), at: .seconds(1))
      for fraction in [0, share] {
        progress.apply(
          .progress(
            cell,
            StageProgress(
              fraction: fraction, message: "epoch 1/3, loss 0.5", amount: fraction * 8000,
              unit: "examples")),
          at: .seconds(fraction == 0 ? 1 : 5))
      }
    }
    return progress
  }

  @Test("one line tells of the run, one of each running stage")
  func lines() throws {
    let view = LiveView(width: 100, height: 24)
    #expect(
      try view.lines(progress(), at: .seconds(5)) == [
        "███████████████░░░░░ 3/5  5.0 s",
        "  net[p=0]    25 %  epoch 1/3, loss 0.5  500 examples/s  12.0 s left",
        "  net[p=0.5]  50 %  epoch 1/3, loss 0.5  1000 examples/s  4.0 s left",
      ])
  }

  @Test("the rest of the run is guessed from what earlier runs and the stages themselves say")
  func estimate() throws {
    var progress = RunProgress()
    let cells = pipeline.cells.map(\.id)
    progress.apply(.started(pipeline, sources: [], cells: cells), at: .zero)
    progress.expect(
      RemainingWork(pipeline, cells: cells, history: RunHistory([]), threads: 2))
    #expect(progress.secondsLeft(at: .zero) == nil, "nothing is known of any stage")
    let record = RunRecord(
      started: .now(), finished: .now(), pipeline: "p.json", keys: [],
      details: [
        "name": "p", "profile": .null,
        "stages": .array(
          pipeline.cells.map {
            [
              "stage": .string($0.name), "kind": .string($0.kind.name), "outcome": "executed",
              "seconds": 10, "threads": 2,
            ]
          }),
      ])
    progress.expect(
      RemainingWork(pipeline, cells: cells, history: RunHistory([record]), threads: 2))
    #expect(progress.secondsLeft(at: .zero) == 50)
    let images = try cell("images")
    progress.apply(.reused(images, try receipt(images)), at: .zero)
    #expect(progress.secondsLeft(at: .zero) == 40)
  }

  @Test("lines are cut to the terminal, long names in their middle", arguments: [10, 20, 40, 60])
  func narrow(width: Int) throws {
    for line in try LiveView(width: width, height: 24).lines(progress(), at: .seconds(5)) {
      #expect(TextWidth.columns(line) < width, "\(line)")
    }
    #expect(TextWidth.shortened("networks[activation=relu,p=0.5]", to: 16) == "network…u,p=0.5]")
  }

  @Test("more stages than rows are counted instead of shown")
  func low() throws {
    #expect(
      try LiveView(width: 80, height: 4).lines(progress(), at: .seconds(5)).map { $0.prefix(14) }
        == ["██████████████", "  net[p=0]    ", "  net[p=0.5]  "])
    #expect(
      try LiveView(width: 80, height: 3).lines(progress(), at: .seconds(5)).map { $0.prefix(14) }
        == ["██████████████", "  and 2 more"])
  }

  @Test("characters of two columns count as two, control characters and marks as none")
  func width() {
    #expect(TextWidth.columns("網路") == 4)
    #expect(TextWidth.columns("e\u{301}") == 1)
    #expect(TextWidth.cut("a\u{1B}[2Jb", to: 9) == "a[2Jb")
    #expect(TextWidth.cut("網路", to: 3) == "網")
    #expect(TextWidth.padded("網", to: 4) == "網  ")
  }

  @Test("drawing again leaves only the new lines on the screen")
  func redraw() {
    var screen = Screen(width: 40)
    var frame = LiveFrame()
    screen.write("$ pipe run\n")
    screen.write(frame.draw(["one", "two two", "three"], width: 40))
    #expect(screen.text == ["$ pipe run", "one", "two two", "three"])
    screen.write(frame.draw(["four", "2"], width: 40))
    #expect(screen.text == ["$ pipe run", "four", "2"])
    screen.write(frame.clear(width: 40) + "done\n")
    #expect(screen.text == ["$ pipe run", "done"])
    screen.write(frame.draw(["next"], width: 40))
    #expect(screen.text == ["$ pipe run", "done", "next"])
  }

  @Test("after the window became narrower, the wrapped lines are taken away too")
  func resize() {
    var frame = LiveFrame()
    _ = frame.draw(["123456789", "123"], width: 40)
    // What the terminal shows after it has wrapped the first line.
    var screen = Screen(width: 5)
    screen.write("$\n123456789\n123")
    screen.write(frame.draw(["ab", "cd"], width: 5))
    #expect(screen.text == ["$", "ab", "cd"])
  }

}

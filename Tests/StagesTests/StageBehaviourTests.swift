import Artifacts
import Testing

@testable import Pipelines
@testable import Stages

@Suite("What the stages make")
struct StageBehaviourTests {
  @Test("split draws disjoint parts of the sizes asked for, with their labels")
  func split() throws {
    let run = try SampleRun()
    let result = try run.run()
    let bundle = try run.bundle(result, "split", "data")
    #expect(bundle["train/inputs"]?.dimensions == [90, 28, 28])
    #expect(bundle["validation/labels"]?.dimensions == [20])
    #expect(bundle["test/labels"]?.dimensions == [30])
    let images = { (name: String) -> [[UInt8]] in
      let pixels = bundle[name]?.uint8?.elements ?? []
      return stride(from: 0, to: pixels.count, by: 784).map { Array(pixels[$0..<$0 + 784]) }
    }
    #expect(Set(images("train/inputs") + images("validation/inputs")).count == 110)
  }

  @Test(
    "split in published order takes the first for training and testing, the last for validation")
  func publishedSplit() throws {
    let run = try SampleRun()
    let result = try run.run(
      """
      {"stages": {
        "images": {"uses": "dataset", "with": {"source": "mnist"}},
        "split": {"uses": "split", "from": {"data": "images"},
                  "with": {"train": 90, "validation": 20, "test": 30, "order": "published"}}}}
      """)
    let all = try run.bundle(result, "images", "images")
    let parts = try run.bundle(result, "split", "data")
    let pixels = { (bundle: TensorBundle, name: String) in bundle[name]?.uint8?.elements ?? [] }
    let training = pixels(all, "train/inputs")
    #expect(training.count == 120 * 784)
    #expect(pixels(parts, "train/inputs") == Array(training.prefix(90 * 784)))
    #expect(pixels(parts, "validation/inputs") == Array(training.suffix(20 * 784)))
    #expect(pixels(parts, "test/inputs") == Array(pixels(all, "test/inputs").prefix(30 * 784)))
    #expect(
      pixels(parts, "validation/labels") == Array(pixels(all, "train/labels").suffix(20)))
  }

  @Test("normalize gives every feature of the training part mean 0 and variance 1")
  func normalize() throws {
    let run = try SampleRun()
    let bundle = try run.bundle(try run.run(), "scaled", "data")
    let inputs = try #require(bundle["train/inputs"]?.float32?.elements)
    for feature in [0, 300, 783] {
      let values = stride(from: feature, to: inputs.count, by: 784).map { Double(inputs[$0]) }
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      #expect(abs(mean) < 1e-6)
      #expect(abs(variance - 1) < 1e-5)
    }
  }

  @Test("train lowers the loss and keeps parameters and history under telling names")
  func train() throws {
    let run = try SampleRun()
    let bundle = try run.bundle(try run.run(), "net", "model")
    #expect(bundle["parameters/dense1/weight"]?.dimensions == [17, 784])
    #expect(bundle["history/epoch"]?.float64?.elements == [1, 2, 3])
    let loss = try #require(bundle["history/train_loss"]?.float64?.elements)
    #expect(loss.count == 3 && loss[2] < loss[0])
    #expect(bundle.attributes["outcome"] == .string("completed"))
  }

  @Test("evaluate counts: the confusion matrix adds up, error and accuracy are shares of it")
  func evaluate() throws {
    let run = try SampleRun()
    let result = try run.run()
    let confusion = try #require(
      try run.bundle(result, "tested", "predictions")["confusion"]?.int64?.elements)
    #expect(confusion.reduce(0, +) == 30)
    let right = (0..<10).reduce(0) { $0 + confusion[$1 * 11] }
    guard case .table(let json) = try run.load(result, "tested", "values") else { return }
    #expect(json["values"]?["accuracy"]?.doubleValue == Double(right) / 30)
    #expect(json["values"]?["error"]?.doubleValue == Double(30 - right) / 30)
  }

  @Test("an ensemble has one row for each of its sizes in the table")
  func table() throws {
    let run = try SampleRun()
    guard case .table(let json) = try run.load(try run.run(), "table", "table"),
      let table = DataTable(json: json)
    else { return }
    #expect(table.rows.map { $0[0] } == [.text("tested"), .text("averaged"), .text("averaged")])
  }

  @Test("a diverging training is an outcome and no crash")
  func divergence() throws {
    let run = try SampleRun()
    let text = SampleRun.pipeline.replacing("\"rate\": 0.05", with: "\"rate\": 1e30")
    let result = try run.run(text)
    let bundle = try run.bundle(result, "net", "model")
    guard case .string(let outcome)? = bundle.attributes["outcome"] else { return }
    #expect(outcome.hasPrefix("diverged at step"))
  }

  @Test(
    "what cannot be done is said in the words of the file",
    arguments: [
      ("\"train\": 90", "\"train\": 900", "'images' has 120"),
      ("\"test\": 30", "\"test\": 300", "'images' has 40"),
      ("\"y\": \"history/train_loss\"", "\"y\": \"history/trian_loss\"", "it has: "),
    ])
  func failures(text: String, replacement: String, message: String) throws {
    let result = try SampleRun().run(SampleRun.pipeline.replacing(text, with: replacement))
    let error = try #require(result.firstError)
    #expect("\(error)".contains(message), "\(error)")
  }

  @Test(
    "every optimiser, schedule and loss of the file format trains",
    arguments: [
      #"{"sgd": {"rate": 0.01, "momentum": 0.9, "nesterov": true}}"#,
      #"{"sgd": {"rate": {"step": {"rate": 0.02, "factor": 0.5, "every": 1}}, "decay": "decoupled"}}"#,
      #"{"sgd": {"rate": {"linear": {"from": 0.01, "to": 0.02}}}}"#,
      #"{"sgd": {"rate": {"linear-decay": {"rate": 0.01, "decay": -0.01}}}}"#,
      #"{"sgd": {"rate": {"exponential": {"rate": 0.02, "factor": 0.9}}}}"#,
      #"{"sgd": {"rate": {"cosine": {"from": 0.02}}}}"#,
      #"{"sgd": {"rate": {"large-then-annealed": {"rate": 0.02, "to": 0.001}}}}"#,
      #"{"adam": {"rate": 0.001}}"#,
      #"{"adamw": {"rate": 0.001, "weightDecay": 0.1}}"#,
    ])
  func optimizers(optimizer: String) throws {
    let run = try SampleRun()
    let text = SampleRun.pipeline.replacing(
      #"{"sgd": {"rate": 0.05, "momentum": 0.9, "weightDecay": 0.001}}"#, with: optimizer)
    #expect(text != SampleRun.pipeline)
    let bundle = try run.bundle(try run.run(text), "net", "model")
    let loss = try #require(bundle["history/train_loss"]?.float64?.elements)
    #expect(loss[2] < loss[0])
  }

  @Test("squared error trains and is what the evaluation measures")
  func squaredError() throws {
    let run = try SampleRun()
    let text = SampleRun.pipeline.replacing(
      #""batch": 16"#, with: #""loss": "mean-squared-error", "batch": 16"#)
    let result = try run.run(text)
    guard case .table(let json) = try run.load(result, "tested", "values") else { return }
    #expect(try #require(json["values"]?["loss"]?.doubleValue) < 1)
  }

  @Test("what a stage says of its values before it runs is what it has afterwards")
  func forecastValues() throws {
    let run = try SampleRun()
    let result = try run.run()
    let forecasts = try result.pipeline.forecasts(in: PlanningEnvironment())
    for cell in result.pipeline.cells {
      guard let names = cell.id.forecast(in: forecasts).valueNames else { continue }
      let input = try #require(result.input(cell.id, store: try run.store()))
      let found = try ResultValues(input).names
      // A data set need not name its classes.
      let optional = [DataAttribute.classNames]
      #expect(
        Set(names).subtracting(optional) == Set(found).subtracting(optional), "\(cell.name)")
    }
  }
}

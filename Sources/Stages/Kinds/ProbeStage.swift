import Artifacts
import NeuralNetworks
import Pipelines
import Tensors

/// Measures what every layer of a network makes of one batch, forward and backward.
struct ProbeStage: Stage {
  static let declaration = StageDeclaration(
    name: "probe", version: 1,
    summary: "Sends one batch through a network, forward and backward, and measures every layer.",
    inputs: [
      InputSlot("data", accepts: ["data"], help: "the examples"),
      InputSlot(
        "model", .any, accepts: ["model"],
        help: "a trained network; without it the parameter 'model' describes one as it starts"),
    ],
    produces: "probe", outputs: ["layers"],
    parameters: [
      DescribedNetwork.modelField(.optional),
      DescribedNetwork.initializerField,
      ParameterField(
        "part", .choice(["train", "validation", "test"]), .defaulted("train"),
        help: "the part of the data"),
      ParameterField(
        "examples", .integer(IntegerRange(minimum: 1, maximum: 1 << 20)), .optional,
        help: "so many of the first examples of the part; without it all of them"),
      ParameterField(
        "gradient", .choice(Gradient.allCases.map(\.rawValue)), .defaulted("loss"),
        help:
          "what goes backward from the output: the gradient of the mean loss, or numbers from N(0, 1)"
      ),
      ParameterField(
        "loss", .choice(Losses.names), .defaulted(.string(CrossEntropy.name)),
        help: "of a network that was not trained; a trained one keeps its own"),
      ParameterField(
        "percentiles", .list(of: .number(NumberRange(minimum: 0, maximum: 100)), minimumCount: 1),
        .optional, help: "which percentiles of every quantity are wanted"),
      ParameterField(
        "histograms", .object(ProbedQuantity.allCases.map(histogramField)), .defaulted([:]),
        help: "the quantities of which histograms are wanted"),
      ParameterField(
        "seed", .integer(IntegerRange(minimum: 0)), .defaulted(1),
        help: "of the initial parameters, as in a training, and of what else is drawn"),
    ])

  private static func histogramField(of quantity: ProbedQuantity) -> ParameterField {
    ParameterField(
      quantity.rawValue, RecorderParameters.histogramType, .optional,
      help: "of the \(quantity.meaning) of each layer")
  }

  private enum Gradient: String, CaseIterable {
    case loss
    case normal
  }

  private let network: DescribedNetwork?
  private let part: String
  private let exampleCount: Int?
  private let gradient: Gradient
  private let loss: any Loss
  private let percentiles: [Double]
  private let histograms: [ProbedQuantity: DistributionRecorder.Histogram]
  private let seed: UInt64
  private let neitherNorBoth: SpecificationError

  init(_ parameters: Parameters) throws(SpecificationError) {
    network = parameters["model"] == nil ? nil : try DescribedNetwork(parameters)
    part = parameters.string("part")
    exampleCount = parameters["examples"] == nil ? nil : parameters.integer("examples")
    gradient = Gradient(rawValue: parameters.string("gradient")) ?? .loss
    percentiles = parameters["percentiles"]?.arrayValue?.compactMap(\.doubleValue) ?? []
    histograms = ProbedQuantity.allCases.reduce(into: [:]) { histograms, quantity in
      histograms[quantity] = parameters["histograms"]?[quantity.rawValue]
        .map(RecorderParameters.histogram)
    }
    seed = UInt64(parameters.integer("seed"))
    neitherNorBoth = parameters.error(
      "a probe needs one network: either the input 'model', which was trained, or the parameter "
        + "'model', which describes one", at: "model")
    do {
      loss = try Losses.named(parameters.string("loss"))
    } catch {
      throw parameters.error("\(error)", at: "loss")
    }
    do {
      for histogram in histograms.values {
        _ = try Distribution.Settings(histogram: histogram, of: "probe")
      }
    } catch {
      throw parameters.error("\(error)", at: "histograms")
    }
  }

  func forecast(
    _ inputs: [String: [Forecast]], in environment: PlanningEnvironment
  ) throws(SpecificationError) -> Forecast {
    guard (inputs["model"] ?? []).count + (network == nil ? 0 : 1) == 1 else {
      throw neitherNorBoth
    }
    var data = DataForecast(inputs["data"]?.first)
    if gradient == .normal { data.classCount = nil }
    _ = try network?.model(for: data)
    return .unknown
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    let data = try DataParts(context.input("data"))
    let examples = try examples(data.requiredExamples(part), context.input("data").cell)
    let report: ProbeReport
    if let network {
      let model = try Model(network.layers, inputShape: examples.exampleShape)
      var network = try Network(
        model, seed: seed, batchCapacity: examples.count, context: context.compute)
      let places = (0..<Int32(examples.count)).map { $0 }
      network.scaleToUnitVariance(examples, at: places[...])
      report = try probe(loss).run(on: &network, examples, isInitial: true)
    } else {
      let trained = try TrainedModel(context.input("model"))
      var network = try trained.network(
        seed: seed, capacity: examples.count, context.compute)
      report = try probe(trained.loss).run(on: &network, examples, isInitial: false)
    }
    var bundle = report.bundle
    if let name = data.name { bundle.setAttribute(DataAttribute.dataset, .string(name)) }
    return ["layers": .tensors(bundle)]
  }

  private func probe(_ loss: any Loss) -> Probe {
    Probe(
      gradient == .loss ? .loss(loss) : .normal(seed: seed), percentiles: percentiles,
      histograms: histograms)
  }

  private func examples(_ part: LabelledExamples, _ cell: String) throws -> LabelledExamples {
    guard let exampleCount, exampleCount != part.count else { return part }
    guard exampleCount <= part.count else {
      throw StageFailure(
        "\(exampleCount) examples were asked for, but the part of '\(cell)' has \(part.count)")
    }
    return try part.prefix(exampleCount)
  }
}

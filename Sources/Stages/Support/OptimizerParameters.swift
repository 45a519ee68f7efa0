import Artifacts
import NeuralNetworks
import Pipelines

/// The description of an optimiser and its schedule in a pipeline file.
enum OptimizerParameters {
  private static let rate = ParameterType.number(NumberRange(minimum: 0))

  /// A rate, or a schedule that changes it.
  private static var rateType: ParameterType {
    .anyOf([
      rate,
      .tagged(
        "a schedule",
        [
          TaggedVariant(
            "step",
            value: .object([
              ParameterField("rate", rate, .required, help: "the rate at the start"),
              ParameterField("factor", rate, .required, help: "multiplies the rate"),
              ParameterField(
                "every", .integer(IntegerRange(minimum: 1, maximum: 1_000_000_000)), .required,
                help: "epochs in between"),
            ]), help: "the rate times a factor every few epochs"),
          TaggedVariant(
            "linear",
            value: .object([
              ParameterField("from", rate, .required, help: "the rate of the first step"),
              ParameterField("to", rate, .required, help: "the rate of the last step"),
            ]), help: "from one rate to another in a line, also a rising one"),
          TaggedVariant(
            "exponential",
            value: .object([
              ParameterField("rate", rate, .required, help: "the rate at the start"),
              ParameterField("factor", rate, .required, help: "multiplies the rate each epoch"),
            ]), help: "the rate times a factor every epoch"),
          TaggedVariant(
            "cosine",
            value: .object([
              ParameterField("from", rate, .required, help: "the rate of the first step"),
              ParameterField("to", rate, .defaulted(0), help: "the rate of the last step"),
            ]), help: "from one rate to another along half a cosine"),
        ]),
    ])
  }

  static var type: ParameterType {
    .tagged(
      "an optimizer",
      [
        TaggedVariant(
          "sgd",
          value: .object([
            ParameterField("rate", rateType, .required, help: "the step size, or a schedule"),
            ParameterField(
              "momentum", .number(NumberRange(minimum: 0, maximum: 1, excludesMaximum: true)),
              .defaulted(0), help: "the share of the last step that is kept (classical momentum)"),
            ParameterField(
              "weightDecay", .number(NumberRange(minimum: 0)), .defaulted(0),
              help: "the factor of the L2 penalty"),
          ]), help: "stochastic gradient descent")
      ])
  }

  /// The optimiser and the schedule of a checked description.
  static func make(
    _ json: JSONValue
  ) throws(NeuralNetworkError) -> (optimizer: any Optimizer, schedule: any Schedule) {
    guard let settings = json["sgd"] else {
      preconditionFailure("the declaration accepts an optimizer that is not built: \(json)")
    }
    let momentum = settings["momentum"]?.doubleValue ?? 0
    let decay = settings["weightDecay"]?.doubleValue ?? 0
    let optimizer: any Optimizer =
      momentum > 0
      ? try Momentum(momentum, weightDecay: decay) : try GradientDescent(weightDecay: decay)
    return (optimizer, try schedule(settings["rate"] ?? .null))
  }

  private static func schedule(_ json: JSONValue) throws(NeuralNetworkError) -> any Schedule {
    if let rate = json.doubleValue { return try ConstantSchedule(rate: rate) }
    func number(_ value: JSONValue, _ name: String) -> Double { value[name]?.doubleValue ?? 0 }
    if let step = json["step"] {
      return try StepSchedule(
        rate: number(step, "rate"), factor: number(step, "factor"),
        every: Int(number(step, "every")))
    }
    if let linear = json["linear"] {
      return try LinearSchedule(from: number(linear, "from"), to: number(linear, "to"))
    }
    if let exponential = json["exponential"] {
      return try ExponentialSchedule(
        rate: number(exponential, "rate"), factor: number(exponential, "factor"))
    }
    if let cosine = json["cosine"] {
      return try CosineSchedule(from: number(cosine, "from"), to: number(cosine, "to"))
    }
    preconditionFailure("the declaration accepts a schedule that is not built: \(json)")
  }
}

import Artifacts
import NeuralNetworks
import Pipelines

/// The description of a rate in a pipeline file: a number, or a schedule that changes it.
enum ScheduleParameters {
  private static let rate = ParameterType.number(NumberRange(minimum: 0))

  static var type: ParameterType {
    .anyOf([rate, .tagged("a schedule", variants)])
  }

  private static var variants: [TaggedVariant] {
    [
      TaggedVariant(
        "step",
        value: .object([
          ParameterField("rate", rate, .required, help: "the rate at the start"),
          ParameterField("factor", rate, .required, help: "multiplies the rate"),
          ParameterField(
            "every", .integer(IntegerRange(minimum: 1)), .required, help: "epochs in between"),
        ]), help: "the rate times a factor every few epochs"),
      TaggedVariant(
        "linear",
        value: .object([
          ParameterField("from", rate, .required, help: "the rate of the first step"),
          ParameterField("to", rate, .required, help: "the rate of the last step"),
        ]), help: "from one rate to another in a line, also a rising one"),
      TaggedVariant(
        "linear-decay",
        value: .object([
          ParameterField("rate", rate, .required, help: "the rate of the first step"),
          ParameterField(
            "decay", .number, .required,
            help: "the share of it that each step takes away, or adds if negative"),
        ]), help: "the rate times 1 - decay times the step, down to zero"),
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
      TaggedVariant(
        "large-then-annealed",
        value: .object([
          ParameterField("rate", rate, .required, help: "the large rate at the start"),
          ParameterField("to", rate, .required, help: "the rate of the last step"),
          ParameterField(
            "hold", .number(NumberRange(minimum: 0, maximum: 1, excludesMaximum: true)),
            .defaulted(.number(0.5)), help: "the share of the steps with the large rate"),
          ParameterField(
            "curve", .choice(LargeThenAnnealedSchedule.Curve.allCases.map(\.rawValue)),
            .defaulted("cosine"), help: "how the rate falls after that"),
        ]), help: "a large rate for a share of the training, then down to a small one"),
    ]
  }

  /// The schedule of a checked description.
  static func schedule(_ json: JSONValue) throws(NeuralNetworkError) -> any Schedule {
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
    if let decay = json["linear-decay"] {
      return try LinearDecaySchedule(rate: number(decay, "rate"), decay: number(decay, "decay"))
    }
    if let exponential = json["exponential"] {
      return try ExponentialSchedule(
        rate: number(exponential, "rate"), factor: number(exponential, "factor"))
    }
    if let cosine = json["cosine"] {
      return try CosineSchedule(from: number(cosine, "from"), to: number(cosine, "to"))
    }
    if let large = json["large-then-annealed"] {
      return try LargeThenAnnealedSchedule(
        rate: number(large, "rate"), to: number(large, "to"), hold: number(large, "hold"),
        curve: large["curve"]?.stringValue
          .flatMap(LargeThenAnnealedSchedule.Curve.init(rawValue:)) ?? .cosine)
    }
    preconditionFailure("the declaration accepts a schedule that is not built: \(json)")
  }
}

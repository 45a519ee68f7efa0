import Artifacts
import NeuralNetworks
import Pipelines

/// The description of a step size in a pipeline file: a number, or a schedule that changes it.
enum ScheduleParameters {
  private static let rate = ParameterType.number(NumberRange(minimum: 0))

  static var type: ParameterType {
    .anyOf([rate, .tagged("a schedule", variants)])
  }

  private static func variant(
    _ tag: String, _ fields: [ParameterField], _ help: String
  ) -> TaggedVariant {
    TaggedVariant(tag, value: .object(fields), help: help)
  }

  private static func field(_ name: String, _ help: String) -> ParameterField {
    ParameterField(name, rate, .required, help: help)
  }

  private static var variants: [TaggedVariant] {
    [
      variant(
        "step",
        [
          field("rate", "the rate at the start"), field("factor", "multiplies the rate"),
          ParameterField(
            "every", .integer(IntegerRange(minimum: 1, maximum: 1_000_000_000)), .required,
            help: "epochs in between"),
        ], "the rate times a factor every few epochs"),
      variant(
        "linear",
        [field("from", "the rate of the first step"), field("to", "the rate of the last step")],
        "from one rate to another in a line, also a rising one"),
      variant(
        "linear-decay",
        [
          field("rate", "the rate of the first step"),
          ParameterField(
            "decay", .number, .required,
            help: "the share of the first rate that a step takes away; negative: adds"),
        ], "rate (1 - decay t) at step t"),
      variant(
        "exponential",
        [
          field("rate", "the rate at the start"), field("factor", "multiplies the rate each epoch"),
        ],
        "the rate times a factor every epoch"),
      variant(
        "cosine",
        [
          field("from", "the rate of the first step"),
          ParameterField("to", rate, .defaulted(0), help: "the rate of the last step"),
        ], "from one rate to another along half a cosine"),
      variant(
        "large-then-annealed",
        [
          field("rate", "the large rate"), field("to", "the rate of the last step"),
          ParameterField(
            "hold", .number(NumberRange(minimum: 0, maximum: 1, excludesMaximum: true)),
            .defaulted(0.5), help: "the share of the steps that keep the large rate"),
          ParameterField(
            "curve", .choice(LargeThenAnnealedSchedule.Curve.allCases.map(\.rawValue)),
            .defaulted("cosine"), help: "how the rate comes down"),
        ], "a large rate for a while, then down to a small one"),
    ]
  }

  /// The schedule of a checked description.
  static func make(_ json: JSONValue) throws(NeuralNetworkError) -> any Schedule {
    if let rate = json.doubleValue { return try ConstantSchedule(rate: rate) }
    if let step = json["step"] {
      return try StepSchedule(
        rate: step.number("rate"), factor: step.number("factor"),
        every: Int(step["every"]?.integerValue ?? 1))
    }
    if let linear = json["linear"] {
      return try LinearSchedule(from: linear.number("from"), to: linear.number("to"))
    }
    if let decay = json["linear-decay"] {
      return try LinearDecaySchedule(rate: decay.number("rate"), decay: decay.number("decay"))
    }
    if let exponential = json["exponential"] {
      return try ExponentialSchedule(
        rate: exponential.number("rate"), factor: exponential.number("factor"))
    }
    if let cosine = json["cosine"] {
      return try CosineSchedule(from: cosine.number("from"), to: cosine.number("to"))
    }
    if let annealed = json["large-then-annealed"] {
      let curve = LargeThenAnnealedSchedule.Curve(rawValue: annealed["curve"]?.stringValue ?? "")
      return try LargeThenAnnealedSchedule(
        rate: annealed.number("rate"), to: annealed.number("to"), hold: annealed.number("hold"),
        curve: curve ?? .cosine)
    }
    preconditionFailure("the declaration accepts a schedule that is not built: \(json)")
  }
}

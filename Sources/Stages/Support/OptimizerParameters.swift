import Artifacts
import NeuralNetworks
import Pipelines

/// The description of an optimiser in a pipeline file: `{"sgd": {"rate": 0.01, "momentum": 0.9}}`.
enum OptimizerParameters {
  private static let share = ParameterType.number(
    NumberRange(minimum: 0, maximum: 1, excludesMaximum: true))
  private static let positive = ParameterType.number(
    NumberRange(minimum: 0, excludesMinimum: true))

  static var type: ParameterType {
    .tagged(
      "an optimizer",
      [
        TaggedVariant(
          "sgd",
          value: .object(
            [
              ParameterField(
                "momentum", share, .defaulted(0), help: "the share of the last step that is kept"),
              ParameterField(
                "nesterov", .boolean, .defaulted(false), help: "look ahead along the momentum"),
            ] + common(decay: .l2, factor: 0)), help: "stochastic gradient descent"),
        TaggedVariant(
          "adam", value: .object(moments + common(decay: .l2, factor: 0)),
          help: "Adam (Kingma and Ba 2015)"),
        TaggedVariant(
          "adamw", value: .object(moments + common(decay: .decoupled, factor: 0.01)),
          help: "Adam with decoupled weight decay (Loshchilov and Hutter 2019)"),
      ])
  }

  private static func common(decay: WeightDecay.Kind, factor: Double) -> [ParameterField] {
    [
      ParameterField(
        "rate", ScheduleParameters.type, .required, help: "the step size, or a schedule"),
      ParameterField(
        "weightDecay", .number(NumberRange(minimum: 0)), .defaulted(.number(factor)),
        help: "the factor of the weight decay"),
      ParameterField(
        "decay", .choice(WeightDecay.Kind.allCases.map(\.rawValue)),
        .defaulted(.string(decay.rawValue)),
        help: "l2: part of the gradient; decoupled: apart from it"),
    ]
  }

  private static var moments: [ParameterField] {
    [
      ParameterField("beta1", share, .defaulted(0.9), help: "of the mean of the gradient"),
      ParameterField("beta2", share, .defaulted(0.999), help: "of the mean of its square"),
      ParameterField("epsilon", positive, .defaulted(1e-8), help: "keeps the division finite"),
    ]
  }

  /// The optimiser and the schedule of a checked description.
  static func make(
    _ json: JSONValue
  ) throws(NeuralNetworkError) -> (optimizer: any Optimizer, schedule: any Schedule) {
    if let settings = json["sgd"] {
      let momentum = settings.number("momentum")
      let decay = try weightDecay(settings)
      let optimizer: any Optimizer =
        momentum > 0
        ? try Momentum(
          momentum, nesterov: settings["nesterov"]?.boolValue ?? false, weightDecay: decay)
        : GradientDescent(weightDecay: decay)
      return (optimizer, try ScheduleParameters.make(settings["rate"] ?? .null))
    }
    guard let settings = json["adam"] ?? json["adamw"] else {
      preconditionFailure("the declaration accepts an optimizer that is not built: \(json)")
    }
    let optimizer = try Adam(
      beta1: settings.number("beta1"), beta2: settings.number("beta2"),
      epsilon: settings.number("epsilon"), weightDecay: try weightDecay(settings))
    return (optimizer, try ScheduleParameters.make(settings["rate"] ?? .null))
  }

  private static func weightDecay(
    _ settings: JSONValue
  ) throws(NeuralNetworkError) -> WeightDecay {
    let kind = WeightDecay.Kind(rawValue: settings["decay"]?.stringValue ?? "") ?? .l2
    return try WeightDecay(settings.number("weightDecay"), kind: kind)
  }
}

extension JSONValue {
  /// A member that has been checked to be a number, or has a default.
  func number(_ name: String) -> Double { self[name]?.doubleValue ?? 0 }
}

import Artifacts
import NeuralNetworks
import Pipelines

/// The description of an optimiser and its schedule in a pipeline file.
enum OptimizerParameters {
  static var type: ParameterType {
    .tagged(
      "an optimizer",
      [
        TaggedVariant(
          "sgd",
          value: .object([
            rate,
            ParameterField(
              "momentum", share, .defaulted(0), help: "the share of the last step that is kept"),
            ParameterField(
              "nesterov", .boolean, .defaulted(false),
              help: "whether momentum is Nesterov's, not the classical one"),
            weightDecay(defaultsTo: 0),
            ParameterField(
              "decay", .choice(WeightDecay.Kind.allCases.map(\.rawValue)), .defaulted("l2"),
              help: "whether decay is the gradient of a penalty, or apart from the gradient"),
          ]), help: "stochastic gradient descent"),
        TaggedVariant(
          "adam", value: .object(adamFields + [weightDecay(defaultsTo: 0)]),
          help: "Adam; its decay is the gradient of an L2 penalty"),
        TaggedVariant(
          "adamw", value: .object(adamFields + [weightDecay(defaultsTo: 0.01)]),
          help: "Adam with decay apart from the gradient"),
      ])
  }

  private static let share = ParameterType.number(
    NumberRange(minimum: 0, maximum: 1, excludesMaximum: true))

  private static var rate: ParameterField {
    ParameterField(
      "rate", ScheduleParameters.type, .required, help: "the step size, or a schedule")
  }

  private static func weightDecay(defaultsTo value: Double) -> ParameterField {
    ParameterField(
      "weightDecay", .number(NumberRange(minimum: 0)), .defaulted(.number(value)),
      help: "how strongly weights, not biases, are pulled towards zero")
  }

  private static var adamFields: [ParameterField] {
    [
      rate,
      ParameterField(
        "beta1", share, .defaulted(.number(0.9)),
        help: "the share of the mean gradient that is kept"),
      ParameterField(
        "beta2", share, .defaulted(.number(0.999)),
        help: "the share of the mean square that is kept"),
      ParameterField(
        "epsilon", .number(NumberRange(minimum: 0, excludesMinimum: true)),
        .defaulted(.number(1e-8)), help: "is added to the root of the mean square"),
    ]
  }

  /// The optimiser and the schedule of a checked description.
  static func make(
    _ json: JSONValue
  ) throws(NeuralNetworkError) -> (optimizer: any Optimizer, schedule: any Schedule) {
    if let settings = json["sgd"] {
      return (try descent(settings), try schedule(settings))
    }
    if let settings = json["adam"] {
      return (try adam(settings, decay: .l2), try schedule(settings))
    }
    if let settings = json["adamw"] {
      return (try adam(settings, decay: .decoupled), try schedule(settings))
    }
    preconditionFailure("the declaration accepts an optimizer that is not built: \(json)")
  }

  private static func schedule(_ settings: JSONValue) throws(NeuralNetworkError) -> any Schedule {
    try ScheduleParameters.schedule(settings["rate"] ?? .null)
  }

  private static func descent(_ settings: JSONValue) throws(NeuralNetworkError) -> any Optimizer {
    let momentum = settings["momentum"]?.doubleValue ?? 0
    let kind = settings["decay"]?.stringValue.flatMap(WeightDecay.Kind.init(rawValue:)) ?? .l2
    let decay = try WeightDecay(settings["weightDecay"]?.doubleValue ?? 0, kind: kind)
    if momentum == 0 { return GradientDescent(weightDecay: decay) }
    return try Momentum(
      momentum, nesterov: settings["nesterov"]?.boolValue == true, weightDecay: decay)
  }

  private static func adam(
    _ settings: JSONValue, decay kind: WeightDecay.Kind
  ) throws(NeuralNetworkError) -> any Optimizer {
    func number(_ name: String) -> Double { settings[name]?.doubleValue ?? 0 }
    return try Adam(
      beta1: number("beta1"), beta2: number("beta2"), epsilon: number("epsilon"),
      weightDecay: WeightDecay(number("weightDecay"), kind: kind))
  }
}

import Artifacts
import Pipelines
import Tensors

/// Turns examples into Float32 inputs of a known scale.
struct NormalizeStage: Stage {
  static let declaration = StageDeclaration(
    name: "normalize", version: 1,
    summary: "Standardises or scales the inputs, by statistics of the training part alone.",
    inputs: [InputSlot("data", accepts: ["data"], help: "the parts to normalise")],
    produces: "data", outputs: ["data"],
    parameters: [
      ParameterField(
        "mode", .choice(Mode.allCases.map(\.rawValue)), .required,
        help: "standardize: mean 0, variance 1; scale: the range of the training part to [0, 1]"),
      ParameterField(
        "per", .choice(Grouping.allCases.map(\.rawValue)), .defaulted("whole"),
        help: "whether each feature, each channel (last axis) or the whole set has its own scale"),
      ParameterField(
        "factor", .number(NumberRange(minimum: 0, excludesMinimum: true)), .defaulted(1),
        help: "multiplies the normalised inputs"),
    ])

  private enum Mode: String, CaseIterable {
    case none
    case standardize
    case scale
  }

  private enum Grouping: String, CaseIterable {
    case feature
    case channel
    case whole
  }

  private let mode: Mode
  private let grouping: Grouping
  private let factor: Double

  init(_ parameters: Parameters) throws(SpecificationError) {
    mode = Mode(rawValue: parameters.string("mode")) ?? .none
    grouping = Grouping(rawValue: parameters.string("per")) ?? .whole
    factor = parameters.number("factor")
  }

  func forecast(
    _ inputs: [String: [Forecast]], in environment: PlanningEnvironment
  ) throws(SpecificationError) -> Forecast { inputs["data"]?.first ?? .unknown }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    let input = context.input("data")
    let source = try input.bundle("data")
    guard let training = source["train/inputs"] else {
      throw StageFailure("'\(input.cell)' has no tensor 'train/inputs'")
    }
    let exampleSize = training.dimensions.dropFirst().reduce(1, *)
    let groups =
      switch grouping {
      case .feature: exampleSize
      case .channel: training.dimensions.count > 3 ? training.dimensions.last ?? 1 : 1
      case .whole: 1
      }
    let scale = AffineScale(of: training, groups: groups, mode)
    var bundle = TensorBundle()
    for (name, entry) in source.entries {
      let isInput = name.hasSuffix("/inputs")
      bundle.set(
        name, isInput ? scale.applied(to: entry.tensor, factor: factor) : entry.tensor,
        attributes: isInput ? ["meaning": .string("normalised inputs")] : entry.attributes)
    }
    let shape = Shape([groups])
    bundle.set("statistics/offset", .float64(Tensor(shape: shape, elements: scale.offsets)))
    bundle.set("statistics/divisor", .float64(Tensor(shape: shape, elements: scale.divisors)))
    for attribute in source.attributes { bundle.setAttribute(attribute.name, attribute.value) }
    return ["data": .tensors(bundle)]
  }

  /// x becomes (x - offset) / divisor, with one pair for each group of features.
  private struct AffineScale {
    var offsets: [Double]
    var divisors: [Double]

    init(of training: AnyTensor, groups: Int, _ mode: Mode) {
      offsets = Array(repeating: 0, count: groups)
      divisors = Array(repeating: 1, count: groups)
      switch mode {
      case .none: break
      case .standardize: standardize(training, groups)
      case .scale: scaleToUnit(training, groups)
      }
    }

    /// Two passes in the order of the elements, in double: the sums have one order everywhere.
    private mutating func standardize(_ training: AnyTensor, _ groups: Int) {
      let count = Double(max(1, training.count / groups))
      var sums = [Double](repeating: 0, count: groups)
      visit(training) { group, value in sums[group] += value }
      let means = sums.map { $0 / count }
      var squares = [Double](repeating: 0, count: groups)
      visit(training) { group, value in
        let deviation = value - means[group]
        squares[group] += deviation * deviation
      }
      offsets = means
      // A feature that never changes, such as a corner pixel, has no scale of its own.
      divisors = squares.map { $0 > 0 ? ($0 / count).squareRoot() : 1 }
    }

    private mutating func scaleToUnit(_ training: AnyTensor, _ groups: Int) {
      var lowest = [Double](repeating: .infinity, count: groups)
      var highest = [Double](repeating: -.infinity, count: groups)
      visit(training) { group, value in
        if value < lowest[group] { lowest[group] = value }
        if value > highest[group] { highest[group] = value }
      }
      offsets = lowest
      divisors = zip(highest, lowest).map { $0 > $1 ? $0 - $1 : 1 }
    }

    /// Visits every element with the number of its group; groups run fastest.
    @inline(__always)
    private func visit(_ tensor: AnyTensor, _ body: (Int, Double) -> Void) {
      let last = offsets.count - 1
      var group = 0
      tensor.forEachDouble { value in
        body(group, value)
        group = group == last ? 0 : group + 1
      }
    }

    /// Computed in double and rounded once.
    func applied(to tensor: AnyTensor, factor: Double) -> AnyTensor {
      var elements: [Float] = []
      elements.reserveCapacity(tensor.count)
      visit(tensor) { group, value in
        elements.append(Float((value - offsets[group]) / divisors[group] * factor))
      }
      return .float32(Tensor(shape: Shape(tensor.dimensions), elements: elements))
    }
  }
}

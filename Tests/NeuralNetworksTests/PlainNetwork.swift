import Tensors

@testable import NeuralNetworks

/// Dense layers, activations, a dropout mask and cross-entropy in double precision, one example after
/// the other, in loops as plain as can be: what the fast path is held against. It shares no code with
/// it.
struct PlainNetwork {
  enum Step {
    case dense(weight: [[Double]], bias: [Double])
    case map((Double) -> Double)
    /// One factor for each feature, for each example of the batch.
    case mask([[Double]])
  }

  var steps: [Step]

  func logits(of input: [Double], example: Int) -> [Double] {
    var values = input
    for step in steps {
      switch step {
      case .dense(let weight, let bias):
        values = zip(weight, bias).map { row, bias in
          var sum = 0.0
          for index in row.indices { sum += row[index] * values[index] }
          return sum + bias
        }
      case .map(let function):
        values = values.map(function)
      case .mask(let masks):
        values = zip(values, masks[example]).map { $0 * $1 }
      }
    }
    return values
  }

  /// Negative logarithm of the softmax at the label.
  static func crossEntropy(_ logits: [Double], label: Int) -> Double {
    let largest = logits.reduce(-Double.infinity) { Swift.max($0, $1) }
    var sum = 0.0
    for logit in logits { sum += exponential(logit - largest) }
    return logarithm(sum) + largest - logits[label]
  }

  func meanLoss(_ inputs: [[Double]], labels: [Int]) -> Double {
    var sum = 0.0
    for example in inputs.indices {
      sum += Self.crossEntropy(
        logits(of: inputs[example], example: example), label: labels[example])
    }
    return sum / Double(inputs.count)
  }

  /// The central difference of the mean loss in one weight or bias.
  func derivative(
    step: Int, row: Int, column: Int?, inputs: [[Double]], labels: [Int], epsilon: Double = 1e-5
  ) -> Double {
    func shifted(_ shift: Double) -> Double {
      var copy = self
      guard case .dense(var weight, var bias) = copy.steps[step] else { return .nan }
      if let column { weight[row][column] += shift } else { bias[row] += shift }
      copy.steps[step] = .dense(weight: weight, bias: bias)
      return copy.meanLoss(inputs, labels: labels)
    }
    return (shifted(epsilon) - shifted(-epsilon)) / (2 * epsilon)
  }
}

/// The parameters of a dense layer of a network as a step of the reference.
func denseStep(_ network: Network, _ layer: String) -> PlainNetwork.Step {
  let parameters = network.exportParameters()
  let weight = parameters["\(layer)/weight"] ?? Tensor(zeros: Shape([0, 0]))
  let columns = weight.shape.dimensions[1]
  let rows = weight.shape.dimensions[0]
  let elements = weight.elements.map(Double.init)
  return .dense(
    weight: (0..<rows).map { Array(elements[($0 * columns)..<(($0 + 1) * columns)]) },
    bias: parameters["\(layer)/bias"]?.elements.map(Double.init)
      ?? [Double](repeating: 0, count: rows))
}

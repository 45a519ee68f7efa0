import Tensors

extension CrossEntropy {
  public func value(_ output: [Double], label: Int) -> (loss: Double, gradient: [Double]) {
    var largest = -Double.infinity
    for value in output where value > largest { largest = value }
    var sum = 0.0
    for value in output { sum += Elementary.exp(value - largest) }
    var gradient = Softmax.probabilities(output)
    gradient[label] -= 1
    return (Elementary.log(sum) - (output[label] - largest), gradient)
  }
}

extension MeanSquaredError {
  public func value(_ output: [Double], label: Int) -> (loss: Double, gradient: [Double]) {
    var differences = output
    differences[label] -= 1
    var sum = 0.0
    for difference in differences { sum += difference * difference }
    let count = Double(output.count)
    return (sum / count, differences.map { 2 * $0 / count })
  }
}

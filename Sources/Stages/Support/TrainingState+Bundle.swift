import Artifacts
import NeuralNetworks
import Tensors

extension TrainingState {
  /// The state as a checkpoint file holds it.
  var bundle: TensorBundle {
    var bundle = TensorBundle()
    for (name, tensor) in floats { bundle.set(name, .float32(tensor)) }
    for (name, tensor) in doubles { bundle.set(name, .float64(tensor)) }
    for (name, tensor) in integers { bundle.set(name, .int64(tensor)) }
    return bundle
  }

  /// Reads what `bundle` wrote.
  init(_ bundle: TensorBundle) {
    self.init(floats: [:], doubles: [:], integers: [:])
    for (name, entry) in bundle.entries {
      switch entry.tensor {
      case .float32(let tensor): floats[name] = tensor
      case .float64(let tensor): doubles[name] = tensor
      case .int64(let tensor): integers[name] = tensor
      case .uint8, .int32: break
      }
    }
  }
}

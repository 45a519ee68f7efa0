import Tensors

extension Network {
  /// The outputs of layer `index` for the examples of the last forward pass alone, `[features, batch]`:
  /// what is left of ``output(ofLayer:)`` without the lanes that are not in use.
  func liveOutput(ofLayer index: Int, batch: Int) -> Tensor<Float> {
    Self.live(output(ofLayer: index), batch: batch)
  }

  /// The gradients of the loss with respect to the outputs of layer `index`, as ``liveOutput(ofLayer:batch:)``;
  /// `nil` where there are none.
  func liveGradient(ofLayer index: Int, batch: Int) -> Tensor<Float>? {
    gradient(ofLayer: index).map { Self.live($0, batch: batch) }
  }

  private static func live(_ tensor: Tensor<Float>, batch: Int) -> Tensor<Float> {
    let (features, lanes) = (tensor.shape[0], tensor.shape[1])
    var result = Tensor<Float>(zeros: Shape([features, batch]))
    tensor.withUnsafeBufferPointer { source in
      result.withUnsafeMutableBufferPointer { target in
        for feature in 0..<features {
          for lane in 0..<batch { target[feature * batch + lane] = source[feature * lanes + lane] }
        }
      }
    }
    return result
  }
}

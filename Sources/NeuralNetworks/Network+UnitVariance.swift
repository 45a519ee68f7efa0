import Tensors

extension Network {
  /// Scales the weights that ask for it with ``LSUVInitializer``, layer by layer: as long as the variance v of
  /// the layer's outputs for these examples, dropout off, is further from 1 than the tolerance, and at most
  /// ten times, the weights are multiplied by 1/sqrt(v). A layer whose outputs do not vary, or are not
  /// finite, is left as it is.
  ///
  /// - Precondition: as for ``load(_:at:)``.
  public mutating func scaleToUnitVariance(
    _ examples: LabelledExamples, at places: ArraySlice<Int32>
  ) {
    var parameter = 0
    let pass = Pass(batch: places.count, mode: .evaluation)
    for (layer, specification) in model.layers.enumerated() {
      for description in specification.parameters {
        if description.role == .weight, let lsuv = description.initializer as? LSUVInitializer {
          load(examples, at: places)
          scale(parameter, ofLayer: layer, pass, tolerance: lsuv.tolerance)
        }
        parameter += 1
      }
    }
  }

  private mutating func scale(_ parameter: Int, ofLayer layer: Int, _ pass: Pass, tolerance: Double)
  {
    for _ in 0..<LSUVInitializer.iterations {
      forward(pass)
      let outputs = outputs(ofLayer: layer, batch: pass.batch)
      guard let variance = context.statistics(outputs)?.variance, variance > 0, variance.isFinite,
        abs(variance - 1) > tolerance
      else { return }
      context.scale(&parameters.values[parameter], by: Float(1 / variance.squareRoot()))
    }
  }
}

extension Model {
  /// Whether some weights wait for ``Network/scaleToUnitVariance(_:at:)``.
  var needsUnitVariance: Bool {
    layers.contains { layer in
      layer.parameters.contains { $0.role == .weight && $0.initializer is LSUVInitializer }
    }
  }
}

import Tensors

/// Orthonormal rows or columns, whichever are fewer, times a gain: (A. Saxe, J. McClelland, S. Ganguli, "Exact
/// solutions to the nonlinear dynamics of learning in deep linear neural networks", 2014).
///
/// A parameter of more than two dimensions is taken as the matrix of its last one by all others. The matrix
/// is the Q of a normal one, each column with the sign of R's diagonal, which makes it uniform among the
/// orthogonal ones (F. Mezzadri, "How to generate random matrices from the classical compact groups", 2007).
/// Computed in Float64 and rounded once.
public struct OrthogonalInitializer: Initializer, Equatable {
  public let gain: Double

  /// - Throws: ``NeuralNetworkError/outOfRange(what:parameter:found:allowed:)`` unless the gain is
  ///   finite and not negative.
  public init(gain: Double = 1) throws(NeuralNetworkError) {
    guard gain >= 0, gain.isFinite else {
      throw .outOfRange(
        what: "initializer orthogonal", parameter: "gain", found: gain,
        allowed: "finite and not negative")
    }
    self.gain = gain
  }

  static let entry = Initializers.Entry(name: "orthogonal") { (value) throws(NeuralNetworkError) in
    try OrthogonalInitializer(gain: value ?? 1)
  }

  /// Each of the k columns, or rows, that are orthonormal has length 1 and as many numbers as the larger extent.
  public func variance(of shape: Shape, fanIn: Int, fanOut: Int) -> Double? {
    let columns = shape.dimensions.last ?? 1
    return gain * gain / Double(max(columns, shape.count / max(1, columns)))
  }

  public func fill(
    _ tensor: inout Tensor<Float>, fanIn: Int, fanOut: Int, stream: RandomStream,
    context: ComputeContext
  ) {
    Self.fill(&tensor, gain: gain, stream: stream, context: context)
  }

  static func fill(
    _ tensor: inout Tensor<Float>, gain: Double, stream: RandomStream, context: ComputeContext
  ) {
    let columns = tensor.shape.dimensions.last ?? 1
    guard tensor.count > 0 else { return }
    let rows = tensor.count / columns
    context.fillNormal(&tensor, stream: stream)
    let isWide = columns > rows
    let (tall, narrow) = isWide ? (columns, rows) : (rows, columns)
    let source = tensor.elements
    var matrix = HouseholderMatrix(rows: tall, columns: narrow) { row, column in
      Double(source[isWide ? column * columns + row : row * columns + column])
    }
    let q = matrix.orthonormalColumns()
    tensor = Tensor(
      shape: tensor.shape,
      elements: (0..<tensor.count).map { position in
        let (row, column) = (position / columns, position % columns)
        return Float(gain * (isWide ? q[column * narrow + row] : q[row * narrow + column]))
      })
  }
}

import Tensors

/// The directions in which points vary most, and the points as seen along them.
///
/// K. Pearson, "On lines and planes of closest fit to systems of points in space", 1901. The covariance is
/// summed in Float32 by the contract's sum over a batch, in chunks and a tree; its eigenvectors are found in
/// Float64.
public struct PrincipalComponents: Sendable {
  /// `[features]`.
  public let mean: [Double]
  /// `[component][features]`: unit vectors, each with its largest component positive.
  public let components: [[Double]]
  /// The variance along each component, as of a sample: divided by the number of points less one.
  public let explainedVariance: [Double]
  /// The sum of the variances of all features.
  public let totalVariance: Double

  /// The share of ``totalVariance`` along each component; zeros where nothing varies.
  public var explainedVarianceRatio: [Double] {
    explainedVariance.map { totalVariance > 0 ? $0 / totalVariance : 0 }
  }

  /// - Parameters:
  ///   - points: `[points, features]`, at least two points.
  ///   - count: the number of components, at most the number of features.
  /// - Throws: ``AnalysisError`` for another shape, too many components, or a value that is not finite.
  public init(
    of points: Tensor<Float>, count: Int, _ context: ComputeContext
  ) throws(AnalysisError) {
    guard points.shape.rank == 2, points.shape[0] > 1, points.shape[1] > 0 else {
      throw .wrongShape(
        what: "principal components", found: "\(points.shape)",
        needed: "[points, features] with at least 2 points")
    }
    let (pointCount, features) = (points.shape[0], points.shape[1])
    guard count >= 1, count <= features else {
      throw .parameterOutOfRange(
        name: "the number of components", found: Double(count),
        allowed: "from 1 to the number of features, \(features)")
    }
    guard context.allFinite(points) else { throw .notFinite(what: "principal components") }
    let mean = Self.mean(of: points)
    let covariance = Self.covariance(of: points, mean, context)
    totalVariance = (0..<features).reduce(0) { $0 + covariance[$1 * features + $1] }
    self.mean = mean
    let leading = try LeadingEigenvectors(
      covariance, size: features, count: min(count, max(1, pointCount - 1)))
    components = leading.vectors
    explainedVariance = leading.values.map { max(0, $0) }
  }

  private static func mean(of points: Tensor<Float>) -> [Double] {
    let (count, features) = (points.shape[0], points.shape[1])
    var sums = [Double](repeating: 0, count: features)
    points.withUnsafeBufferPointer { points in
      for point in 0..<count {
        for feature in 0..<features { sums[feature] += Double(points[point * features + feature]) }
      }
    }
    return sums.map { $0 / Double(count) }
  }

  /// Row-major `[features][features]`, of a sample.
  private static func covariance(
    of points: Tensor<Float>, _ mean: [Double], _ context: ComputeContext
  ) -> [Double] {
    let (count, features) = (points.shape[0], points.shape[1])
    let lanes = ComputeContext.lanes(for: count)
    var centred = Tensor<Float>(zeros: [features, lanes])
    points.withUnsafeBufferPointer { points in
      centred.withUnsafeMutableBufferPointer { centred in
        for point in 0..<count {
          for feature in 0..<features {
            centred[feature * lanes + point] =
              Float(Double(points[point * features + feature]) - mean[feature])
          }
        }
      }
    }
    var products = Tensor<Float>(zeros: [features, features])
    context.denseWeightGradient(
      outputGradient: centred, input: centred, batch: count, into: &products)
    return products.withUnsafeBufferPointer { $0.map { Double($0) / Double(count - 1) } }
  }

  /// The points along the components: `[points, components]`, in Float64 and rounded once.
  ///
  /// - Throws: ``AnalysisError/wrongShape(what:found:needed:)`` for points of another number of features.
  public func project(_ points: Tensor<Float>) throws(AnalysisError) -> Tensor<Float> {
    let features = mean.count
    guard points.shape.rank == 2, points.shape[1] == features else {
      throw .wrongShape(
        what: "projection", found: "\(points.shape)", needed: "[points, \(features)]")
    }
    let pointCount = points.shape[0]
    return Tensor(shape: [pointCount, components.count]) { target in
      points.withUnsafeBufferPointer { points in
        for point in 0..<pointCount {
          for (place, component) in components.enumerated() {
            var sum = 0.0
            for feature in 0..<features {
              let value = Double(points[point * features + feature]) - mean[feature]
              sum += value * component[feature]
            }
            target[point * components.count + place] = Float(sum)
          }
        }
      }
    }
  }
}

import Tensors

/// Independent normal numbers in any shape, with classes that have nothing to do with them: what goes
/// into a network to see how it passes on means and variances.
public struct GaussianGenerator: ExampleGenerator {
  public let exampleShape: Shape
  public let mean: Double
  public let standardDeviation: Double
  public let classCount: Int

  /// - Parameter shape: of one example.
  /// - Throws: ``GeneratorError/outOfRange(parameter:found:allowed:)`` for a shape with an extent below 1 or
  ///   more than 2^24 numbers, for numbers that are not finite, a negative deviation and less than one class.
  public init(
    shape: [Int], mean: Double = 0, standardDeviation: Double = 1, classCount: Int = 1
  ) throws(GeneratorError) {
    var size = 1
    for extent in shape {
      guard extent > 0, extent <= Self.mostNumbers / size else {
        throw .outOfRange(
          parameter: "an extent of the shape", found: Double(extent),
          allowed: "positive, with at most \(Self.mostNumbers) numbers in all")
      }
      size *= extent
    }
    guard mean.isFinite else {
      throw .outOfRange(parameter: "the mean", found: mean, allowed: "finite")
    }
    guard standardDeviation >= 0, standardDeviation.isFinite else {
      throw .outOfRange(
        parameter: "the standard deviation", found: standardDeviation,
        allowed: "finite and not negative")
    }
    guard (1...Int(Int32.max)).contains(classCount) else {
      throw .outOfRange(
        parameter: "the number of classes", found: Double(classCount), allowed: "positive")
    }
    exampleShape = Shape(shape)
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.classCount = classCount
  }

  private static let mostNumbers = 1 << 24

  public var title: String { "normal numbers" }

  public var classNames: [String] { (0..<classCount).map { "class \($0)" } }

  public func examples(
    count: Int, stream: RandomStream, context: ComputeContext
  ) -> GeneratedExamples {
    var inputs = Tensor<Float>(zeros: Shape([count] + exampleShape.dimensions))
    context.fillNormal(
      &inputs, mean: Float(mean), standardDeviation: Float(standardDeviation),
      stream: stream.substream(0))
    let classes = stream.substream(1)
    let labels = (0..<count).map { index in
      // The top of the product of a word and the bound: uniform to within classCount / 2^32.
      Int32((UInt64(classes.bits(at: UInt64(index))) * UInt64(classCount)) >> 32)
    }
    return GeneratedExamples(
      inputs: .float32(inputs), labels: Tensor(shape: [count], elements: labels))
  }
}

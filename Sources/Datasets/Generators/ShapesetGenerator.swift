import Tensors

/// Shapeset-3x2: grey pictures of one or two triangles, parallelograms and ellipses, in nine classes by which
/// shapes are seen (Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
/// networks", AISTATS 2010, section 2.1).
///
/// Shape, size, rotation, place and greys are random. Objects lie wholly inside the picture; of two, the one in
/// front hides at most half of the other. The paper leaves the distributions open; ``ShapesetScene`` and
/// ``ShapesetObject`` state those used here.
public struct ShapesetGenerator: ExampleGenerator {
  /// Rows and columns of a picture.
  public let extent: Int

  /// - Parameter extent: rows and columns of a picture, 32 in the paper; shapes scale with it.
  /// - Throws: ``GeneratorError/outOfRange(parameter:found:allowed:)`` outside 8 ... 1024.
  public init(extent: Int = 32) throws(GeneratorError) {
    guard Self.extents.contains(extent) else {
      throw .outOfRange(
        parameter: "the extent of a picture", found: Double(extent),
        allowed: "from \(Self.extents.lowerBound) to \(Self.extents.upperBound)")
    }
    self.extent = extent
  }

  private static let extents = 8...1024

  /// First the shapes alone, then the pairs, whichever of the two is in front.
  static let classes: [[ShapesetObject.Kind]] = {
    let kinds = ShapesetObject.Kind.allCases
    let pairs = kinds.indices.flatMap { first in kinds[first...].map { [kinds[first], $0] } }
    return kinds.map { [$0] } + pairs
  }()

  public var title: String { "Shapeset-3x2" }

  public var exampleShape: Shape { [extent, extent] }

  public var classNames: [String] {
    Self.classes.map { kinds in
      kinds.count == 1
        ? "\(kinds[0].rawValue) alone" : kinds.map(\.rawValue).joined(separator: " + ")
    }
  }

  /// What picture `index` shows.
  public func scene(at index: Int, stream: RandomStream) -> ShapesetScene {
    var painter = ShapesetPainter(extent: extent)
    return scene(at: index, stream: stream, painter: &painter)
  }

  /// Grey values from 0 to 255, `[count, extent, extent]`.
  public func examples(
    count: Int, stream: RandomStream, context: ComputeContext
  ) -> GeneratedExamples {
    let size = extent * extent
    var images = Tensor<UInt8>(zeros: [count, extent, extent])
    var labels = Tensor<Int32>(zeros: [count])
    images.withUnsafeMutableBufferPointer { pixels in
      labels.withUnsafeMutableBufferPointer { labels in
        context.pool.parallel(over: count, grain: 64) { part in
          var painter = ShapesetPainter(extent: extent)
          for index in part {
            let scene = scene(at: index, stream: stream, painter: &painter)
            labels[index] = Int32(scene.label)
            let picture = pixels[index * size..<(index + 1) * size]
            painter.paint(scene, into: UnsafeMutableBufferPointer(rebasing: picture))
          }
        }
      }
    }
    return GeneratedExamples(inputs: .uint8(images), labels: labels)
  }

  private func scene(
    at index: Int, stream: RandomStream, painter: inout ShapesetPainter
  ) -> ShapesetScene {
    var random = RandomStream.Reader(stream.substream(UInt64(index)))
    return ShapesetScene(extent: Double(extent), from: &random) { back, front in
      painter.hiddenShare(of: back, behind: front)
    }
  }
}

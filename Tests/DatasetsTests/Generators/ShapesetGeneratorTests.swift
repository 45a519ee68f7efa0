import Tensors
import Testing

@testable import Datasets

@Suite struct ShapesetGeneratorTests {
  private let generator: ShapesetGenerator
  private let stream = RandomStream(seed: 1, name: "pictures")

  init() throws { generator = try ShapesetGenerator() }

  @Test("the classes are three shapes alone and six pairs")
  func classes() {
    #expect(
      generator.classNames == [
        "triangle alone", "parallelogram alone", "ellipse alone", "triangle + triangle",
        "triangle + parallelogram", "triangle + ellipse", "parallelogram + parallelogram",
        "parallelogram + ellipse", "ellipse + ellipse",
      ])
  }

  @Test("a label names exactly the shapes of its picture", arguments: 0..<200)
  func labels(index: Int) {
    let scene = generator.scene(at: index, stream: stream)
    let order = ShapesetObject.Kind.allCases
    let seen = scene.objects.map(\.kind).sorted {
      order.firstIndex(of: $0) ?? 0 < order.firstIndex(of: $1) ?? 0
    }
    #expect(ShapesetGenerator.classes[scene.label] == seen)
  }

  @Test("classes are equally frequent, and each shape of a pair is in front half of the time")
  func frequencies() {
    let scenes = (0..<9000).map { generator.scene(at: $0, stream: stream) }
    for (label, name) in generator.classNames.enumerated() {
      let count = scenes.count { $0.label == label }
      // The standard deviation of a binomial count of 9000 with probability 1/9 is 29.8.
      #expect(abs(count - 1000) < 120, "\(name): \(count) of 9000")
    }
    let mixed = scenes.filter { $0.label == 5 }
    let ellipses = mixed.count { $0.objects[1].kind == .ellipse }
    #expect(abs(ellipses - mixed.count / 2) < 65, "\(ellipses) of \(mixed.count) in front")
  }

  @Test("things of a picture differ in grey, and of a hidden object at least half is seen")
  func visibility() {
    var painter = ShapesetPainter(extent: generator.extent)
    var largest = 0.0
    for index in 0..<2000 {
      let scene = generator.scene(at: index, stream: stream)
      let greys = ([scene.background] + scene.objects.map(\.grey)).map { Int($0) }
      for (place, grey) in greys.enumerated() {
        for other in greys[..<place] {
          #expect(abs(grey - other) >= ShapesetScene.leastContrast, "picture \(index)")
        }
      }
      guard scene.objects.count == 2 else { continue }
      let hidden = painter.hiddenShare(of: scene.objects[0], behind: scene.objects[1])
      largest = max(largest, hidden)
      #expect(hidden <= 0.5, "picture \(index): \(hidden) hidden")
    }
    #expect(largest > 0.4, "objects are meant to overlap; the most hidden was \(largest)")
  }

  @Test("objects lie wholly inside the picture and are neither dots nor slivers")
  func places() {
    for index in 0..<1000 {
      for object in generator.scene(at: index, stream: stream).objects {
        let box = object.outline.bounds
        let inside = -1e-9...Double(generator.extent) + 1e-9
        #expect(inside.contains(box.x.lowerBound) && inside.contains(box.x.upperBound))
        #expect(inside.contains(box.y.lowerBound) && inside.contains(box.y.upperBound))
        // The narrowest is a parallelogram with sides of ratio 2 and an angle of 60 degrees: 4.2 pixels.
        #expect(box.x.upperBound - box.x.lowerBound > 4 && box.y.upperBound - box.y.lowerBound > 4)
      }
    }
  }

  @Test("a picture depends on its stream and number alone: not on count or threads")
  func purity() throws {
    let alone = try pictures(300, threads: 1)
    let together = try pictures(300, threads: 3)
    #expect(alone.images == together.images)
    #expect(alone.labels == together.labels)
    let fewer = try pictures(100, threads: 2)
    #expect(fewer.images == Array(alone.images.prefix(fewer.images.count)))
    let other = try pictures(100, threads: 2, of: RandomStream(seed: 2, name: "pictures"))
    #expect(other.images != fewer.images)
  }

  @Test("the pictures are those that were first drawn, to the bit")
  func golden() throws {
    let (images, labels) = try pictures(1000, threads: 2)
    var hash = StableHash()
    images.forEach { hash.combine(UInt64($0)) }
    labels.forEach { hash.combine(UInt64($0)) }
    #expect(String(hash.value, radix: 16) == "312301b6eefa0894")
  }

  @Test("shapes scale with the picture", arguments: [8, 32, 64])
  func extents(extent: Int) throws {
    let small = try ShapesetGenerator(extent: extent).scene(at: 3, stream: stream)
    let large = try ShapesetGenerator(extent: 2 * extent).scene(at: 3, stream: stream)
    let (box, doubled) = (small.objects[0].outline.bounds, large.objects[0].outline.bounds)
    #expect(abs(2 * box.x.upperBound - doubled.x.upperBound) < 1e-9)
    #expect(abs(2 * box.y.lowerBound - doubled.y.lowerBound) < 1e-9)
  }

  @Test("a picture without pixels enough is refused")
  func badExtent() {
    #expect(
      throws: GeneratorError.outOfRange(
        parameter: "the extent of a picture", found: 4, allowed: "from 8 to 1024")
    ) { try ShapesetGenerator(extent: 4) }
  }

  private func pictures(
    _ count: Int, threads: Int, of stream: RandomStream? = nil
  ) throws -> (images: [UInt8], labels: [Int32]) {
    let context = try ComputeContext(threads: threads)
    let examples = generator.examples(
      count: count, stream: stream ?? self.stream, context: context)
    guard case .uint8(let images) = examples.inputs else { return ([], []) }
    return (Array(images.elements), Array(examples.labels.elements))
  }
}

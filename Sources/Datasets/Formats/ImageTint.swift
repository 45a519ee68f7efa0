import Tensors

/// Turns grey images of 28x28 pixels into coloured ones of 32x32, each in its own way.
///
/// The background runs smoothly between four random colours at the corners. The grey image, mirrored
/// or not, lies somewhere within the two pixels of margin; it mixes the background with one random
/// colour of another brightness, dark or light. Noise goes over all of it. Every choice is a function
/// of the part and the index of the image and of nothing else, so that neither colour nor place tells
/// the class. All arithmetic is of integers.
struct ImageTint {
  /// Of the images that are made.
  static let imageShape = [side, side, channels]

  private static let greySide = 28
  private static let side = 32
  private static let channels = 3
  /// The noise is uniform in `-noise...noise`, of 255.
  private static let noise: Int32 = 20
  /// The least difference between the sums of the three channels of foreground and background.
  private static let contrast: Int32 = 150

  private let stream: RandomStream

  /// - Parameter part: `train` or `test`; images of one index in two parts get other colours.
  init(part: String) {
    stream = RandomStream(seed: 0, name: "fashion-rgb/\(part)")
  }

  /// - Parameter grey: `[examples, 28, 28]`.
  /// - Returns: `[examples, 32, 32, 3]`.
  func applied(to grey: Tensor<UInt8>) -> Tensor<UInt8> {
    let count = grey.shape.dimensions[0]
    precondition(grey.shape == [count, Self.greySide, Self.greySide], "not images of 28x28")
    var result = Tensor<UInt8>(zeros: Shape([count] + Self.imageShape))
    let greySize = Self.greySide * Self.greySide
    let size = Self.side * Self.side * Self.channels
    grey.withUnsafeBufferPointer { grey in
      result.withUnsafeMutableBufferPointer { result in
        for example in 0..<count {
          var random = RandomStream.Reader(stream.substream(UInt64(example)))
          let look = Look(&random)
          look.paint(
            UnsafeBufferPointer(rebasing: grey[(example * greySize)..<((example + 1) * greySize)]),
            into: UnsafeMutableBufferPointer(
              rebasing: result[(example * size)..<((example + 1) * size)]),
            &random)
        }
      }
    }
    return result
  }

  /// The colours and the place of one image.
  private struct Look {
    /// Top left, top right, bottom left, bottom right.
    let corners: [SIMD4<Int32>]
    let foreground: SIMD4<Int32>
    let isMirrored: Bool
    let top: Int
    let left: Int

    init(_ random: inout RandomStream.Reader) {
      func colour(_ random: inout RandomStream.Reader) -> SIMD4<Int32> {
        let word = random.next()
        return SIMD4(Int32(word & 255), Int32(word >> 8 & 255), Int32(word >> 16 & 255), 0)
      }
      let corners = (0..<4).map { _ in colour(&random) }
      let background = corners.reduce(0) { $0 + $1.wrappedSum() } / 4
      var foreground = colour(&random)
      // Half of all colours or more are far enough from any background, so this soon ends.
      while abs(foreground.wrappedSum() - background) < contrast { foreground = colour(&random) }
      let margin = UInt32(side - greySide + 1)
      self.corners = corners
      self.foreground = foreground
      isMirrored = random.next(below: 2) == 1
      top = Int(random.next(below: margin))
      left = Int(random.next(below: margin))
    }

    func paint(
      _ grey: UnsafeBufferPointer<UInt8>, into image: UnsafeMutableBufferPointer<UInt8>,
      _ random: inout RandomStream.Reader
    ) {
      for y in 0..<side {
        // Pixel centres, in 64ths of the side.
        let down = Int32(2 * y + 1)
        let start = corners[0] &* (64 - down) &+ corners[2] &* down
        let end = corners[1] &* (64 - down) &+ corners[3] &* down
        for x in 0..<side {
          let right = Int32(2 * x + 1)
          let background = (start &* (64 - right) &+ end &* right) &>> 12
          let grey = Int32(self.grey(image: grey, x: x - left, y: y - top))
          // Of 256, so that white covers the background wholly.
          let cover = grey + grey >> 7
          let mixed = (background &* (256 - cover) &+ foreground &* cover) &>> 8
          let word = random.next()
          let noise = SIMD4<Int32>(
            Int32(word & 255), Int32(word >> 8 & 255), Int32(word >> 16 & 255), 0)
          let span = 2 * ImageTint.noise + 1
          let pixel = (mixed &+ (noise &* span) &>> 8 &- ImageTint.noise)
            .clamped(lowerBound: .zero, upperBound: SIMD4(repeating: 255))
          let target = (y * side + x) * channels
          for channel in 0..<channels {
            image[target + channel] = UInt8(truncatingIfNeeded: pixel[channel])
          }
        }
      }
    }

    /// The grey value at a place of the grey image; 0 outside it.
    private func grey(image: UnsafeBufferPointer<UInt8>, x: Int, y: Int) -> UInt8 {
      guard (0..<greySide).contains(x), (0..<greySide).contains(y) else { return 0 }
      return image[y * greySide + (isMirrored ? greySide - 1 - x : x)]
    }
  }
}

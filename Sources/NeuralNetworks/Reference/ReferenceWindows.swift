import Tensors

/// The pixels that the windows on an image see, for layers in double precision.
struct ReferenceWindows {
  let image: ImageLayout
  let window: ImageWindow

  /// How many windows there are.
  var outputs: Int { window.rows.outputs * window.columns.outputs }

  /// How many pixels a window has, those outside of the image included.
  var taps: Int { window.rows.kernel * window.columns.kernel }

  /// Calls `body` for each pixel that a window sees, window by window and row by row, with the numbers of the
  /// window, of the pixel within it and of the pixel in the image. What lies outside of the image is left out.
  func forEach(_ body: (_ output: Int, _ tap: Int, _ pixel: Int) -> Void) {
    for output in 0..<outputs {
      let (row, column) = output.quotientAndRemainder(dividingBy: window.columns.outputs)
      for tap in 0..<taps {
        let (down, right) = tap.quotientAndRemainder(dividingBy: window.columns.kernel)
        let y = row * window.rows.stride + down - window.rows.padding
        let x = column * window.columns.stride + right - window.columns.padding
        guard (0..<image.height).contains(y), (0..<image.width).contains(x) else { continue }
        body(output, tap, y * image.width + x)
      }
    }
  }
}

/// Pixels of a picture at another size, by integers alone.
struct Resampler {
  private let picture: Pixmap
  private let width: Int
  private let height: Int
  private let sampling: Sampling
  private let tables: LightTables

  init(_ picture: Pixmap, width: Int, height: Int, sampling: Sampling, tables: LightTables) {
    self.picture = picture
    self.width = width
    self.height = height
    self.sampling = sampling
    self.tables = tables
  }

  func color(x: Int, y: Int) -> Color {
    switch sampling {
    case .nearest:
      picture[
        (2 * x + 1) * picture.width / (2 * width), (2 * y + 1) * picture.height / (2 * height)]
    case .area:
      average(x: x, y: y)
    }
  }

  /// The mean light of the part of the picture under a pixel, weighted by exact areas.
  ///
  /// Sides are measured in 1/width of a source column and 1/height of a source row, which makes
  /// all overlaps integers.
  private func average(x: Int, y: Int) -> Color {
    let (left, right) = (x * picture.width, (x + 1) * picture.width)
    let (top, bottom) = (y * picture.height, (y + 1) * picture.height)
    var sums = (0, 0, 0)
    for row in top / height...(bottom - 1) / height {
      let tall = min(bottom, (row + 1) * height) - max(top, row * height)
      for column in left / width...(right - 1) / width {
        let wide = min(right, (column + 1) * width) - max(left, column * width)
        let color = picture[column, row]
        sums.0 += Int(tables.linear[Int(color.red)]) * wide * tall
        sums.1 += Int(tables.linear[Int(color.green)]) * wide * tall
        sums.2 += Int(tables.linear[Int(color.blue)]) * wide * tall
      }
    }
    let area = picture.width * picture.height
    func encode(_ sum: Int) -> UInt8 { tables.encoded[((sum + area / 2) / area) >> 4] }
    return Color(red: encode(sums.0), green: encode(sums.1), blue: encode(sums.2))
  }
}

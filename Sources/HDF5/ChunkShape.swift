/// How a dataset is laid out in its file.
enum ChunkShape {
  /// Datasets below this many bytes are written in one piece.
  static let contiguousLimit = 64 * 1024

  /// Chunks hold at most this many bytes, so that one fits the library's chunk cache.
  static let byteLimit = 1024 * 1024

  /// Sizes of a chunk, or nil for a dataset to be written in one piece.
  ///
  /// A chunk covers the fastest dimensions whole. The first dimension that does not fit is cut into
  /// equal parts as far as possible, since a file holds the last chunk of a dimension in full.
  static func of(_ shape: [Int], elementBytes: Int) -> [Int]? {
    let bytes = shape.reduce(elementBytes, *)
    guard bytes >= contiguousLimit else { return nil }
    var chunk = [Int](repeating: 1, count: shape.count)
    var covered = elementBytes
    for dimension in shape.indices.reversed() {
      let most = max(1, byteLimit / covered)
      let parts = (shape[dimension] + most - 1) / most
      chunk[dimension] = (shape[dimension] + parts - 1) / parts
      if parts > 1 { break }
      covered *= shape[dimension]
    }
    return chunk
  }
}

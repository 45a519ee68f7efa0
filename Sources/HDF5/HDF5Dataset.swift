/// What a file says of one of its datasets.
public struct HDF5Dataset: Equatable, Sendable {
  /// Path inside the file without a leading slash, such as `parameters/dense1/weight`.
  public let name: String
  public let elementType: HDF5ElementType

  /// Sizes of the dimensions, slowest first; empty for a scalar.
  public let shape: [Int]

  /// Number of elements: the product of `shape`.
  public let count: Int
}

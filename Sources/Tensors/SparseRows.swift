import CKernels

/// A sparse matrix of Float32, row after row, made for sums along its rows.
///
/// Every row is padded with zeros to a multiple of 16 entries, so that a kernel needs no tails. The padding
/// points at the row's own index.
public struct SparseRows: Sendable {
  /// The rows; indices are below it too.
  public let count: Int
  /// `[count + 1]`: where each row begins.
  let offsets: Tensor<Int64>
  let indices: Tensor<Int32>
  public let values: Tensor<Float>

  /// - Parameters:
  ///   - starts: where each row begins in the lists, and behind the last one their length.
  ///   - indices: the columns of the entries.
  ///   - values: the entries.
  /// - Precondition: `starts` ascends from 0 to the length of both lists; every index is a row.
  public init(starts: [Int], indices: [Int32], values: [Float]) {
    let count = starts.count - 1
    precondition(
      count >= 0 && count <= Int(Int32.max) && starts[0] == 0 && starts[count] == indices.count
        && values.count == indices.count, "rows that do not fit their entries")
    precondition(indices.allSatisfy { $0 >= 0 && $0 < count }, "a column outside the matrix")
    var offsets: [Int64] = [0]
    var paddedIndices: [Int32] = []
    var paddedValues: [Float] = []
    for row in 0..<count {
      let entries = starts[row]..<starts[row + 1]
      let padding = Self.padded(entries.count) - entries.count
      paddedIndices += indices[entries]
      paddedIndices += repeatElement(Int32(row), count: padding)
      paddedValues += values[entries]
      paddedValues += repeatElement(0, count: padding)
      offsets.append(Int64(paddedIndices.count))
    }
    self.count = count
    self.offsets = Tensor(offsets)
    self.indices = Tensor(paddedIndices)
    self.values = Tensor(paddedValues)
  }

  static func padded(_ count: Int) -> Int {
    let lanes = Int(CK_EMBEDDING_LANES)
    return (count + lanes - 1) / lanes * lanes
  }
}

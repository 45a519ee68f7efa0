import Artifacts
import Pipelines

extension ResultValues {
  /// Numbers of any number of dimensions, slowest first.
  struct Array {
    let dimensions: [Int]
    let elements: [Double]

    /// Whether they are whole numbers from 0 to 255, as files hold pictures.
    let areBytes: Bool
  }

  /// A tensor, or a matrix that stands in a pipeline file.
  func array(_ name: String) -> Array? {
    if let tensor = tensor(name) {
      return Array(
        dimensions: tensor.dimensions, elements: tensor.doubles,
        areBytes: tensor.elementType == .uint8)
    }
    guard let matrix = try? requiredMatrix(name) else { return nil }
    return Array(
      dimensions: [matrix.rows, matrix.columns], elements: matrix.elements, areBytes: false)
  }

  func requiredArray(_ name: String) throws -> Array {
    guard let array = array(name) else {
      // The message of a matrix lists what there is.
      _ = try requiredMatrix(name)
      throw StageFailure("'\(cell)' has no tensor '\(name)'")
    }
    return array
  }
}

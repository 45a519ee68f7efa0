import Artifacts
import Pipelines

extension ResultValues {
  /// Numbers of any number of dimensions, slowest first.
  struct Array {
    let dimensions: [Int]
    let elements: [Double]

    /// Whether they are whole numbers from 0 to 255, as files hold pictures.
    let areBytes: Bool

    init(dimensions: [Int], elements: [Double], areBytes: Bool) {
      self.dimensions = dimensions
      self.elements = elements
      self.areBytes = areBytes
    }

    fileprivate init(_ tensor: AnyTensor) {
      self.init(
        dimensions: tensor.dimensions, elements: tensor.doubles,
        areBytes: tensor.elementType == .uint8)
    }

    /// One element along the first axis.
    fileprivate init(_ tensor: AnyTensor, element: Int) {
      let whole = Array(tensor)
      let size = whole.elements.count / max(1, whole.dimensions[0])
      self.init(
        dimensions: Swift.Array(whole.dimensions.dropFirst()),
        elements: Swift.Array(whole.elements[element * size..<(element + 1) * size]),
        areBytes: whole.areBytes)
    }
  }

  /// A tensor, one element of a tensor along its first axis, or a matrix that stands in a pipeline file.
  func array(_ name: String) -> Array? {
    if let tensor = tensor(name) { return Array(tensor) }
    if let element = element(name) { return element }
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

  /// `name[3]` of a tensor of three dimensions or more, of which one element is no list of numbers.
  func element(_ name: String) -> Array? {
    guard let selection = ValueSelection(name), selection.column == nil,
      let tensor = tensor(selection.name), tensor.dimensions.count > 2
    else { return nil }
    return selection.index(selection.row, count: tensor.dimensions[0])
      .map { Array(tensor, element: $0) }
  }
}

import Artifacts
import NeuralNetworks
import Pipelines
import Tensors

/// The parts of a data bundle as networks take them.
struct DataParts {
  private let bundle: TensorBundle
  private let cell: String

  init(_ input: StageInput) throws {
    bundle = try input.bundle("data")
    cell = input.cell
  }

  /// What captions call the data.
  var name: String? {
    if case .string(let name)? = bundle.attributes[DataAttribute.dataset] { name } else { nil }
  }

  var classNames: [String] {
    if case .strings(let names)? = bundle.attributes[DataAttribute.classNames] {
      names
    } else {
      []
    }
  }

  /// A part with its labels; nil if the data has no such part.
  ///
  /// - Throws: `StageFailure` if the inputs have not been made Float32 by a normalize stage.
  func examples(_ part: String) throws -> LabelledExamples? {
    guard let inputs = bundle["\(part)/inputs"], let labels = bundle["\(part)/labels"] else {
      return nil
    }
    guard let floats = inputs.float32 else {
      throw StageFailure(
        "the inputs of '\(cell)' are \(inputs.elementType), and a network takes float32; put a "
          + "normalize stage in between")
    }
    switch labels {
    case .uint8(let labels): return try LabelledExamples(inputs: floats, labels: labels)
    case .int32(let labels): return try LabelledExamples(inputs: floats, labels: labels)
    default:
      throw StageFailure("the labels of '\(cell)' are \(labels.elementType), not uint8 or int32")
    }
  }

  /// A part that has to be there.
  func requiredExamples(_ part: String) throws -> LabelledExamples {
    guard let examples = try examples(part) else {
      throw StageFailure("'\(cell)' has no part '\(part)'")
    }
    return examples
  }
}

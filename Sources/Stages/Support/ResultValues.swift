import Artifacts
import Pipelines

/// The named values of a result, as figures and tables read them.
///
/// The values of an evaluation are those of its `values` document; the values of a model are the
/// tensors of its bundle, such as `history/train_loss`; matrix variables are values of every cell.
struct ResultValues {
  enum Value {
    case text(String)
    case number(Double)
    /// NaN where nothing was measured.
    case list([Double])
  }

  private var values: [String: Value] = [:]
  private let cell: String

  init(_ input: StageInput) throws {
    cell = input.cell
    for binding in input.bindings {
      values[binding.name] = binding.value.doubleValue.map(Value.number) ?? .text(binding.valueText)
    }
    for output in input.outputNames {
      switch try input.load(output) {
      case .tensors(let bundle): add(bundle)
      case .table(let json): add(json)
      case .figure: break
      }
    }
  }

  private mutating func add(_ bundle: TensorBundle) {
    for (name, entry) in bundle.entries where name.hasPrefix("history/") {
      values[name] = .list(entry.tensor.doubles)
    }
  }

  private mutating func add(_ json: JSONValue) {
    for (name, value) in json["values"]?.objectValue ?? [:] {
      switch value {
      case .array(let elements): values[name] = .list(elements.map { $0.doubleValue ?? .nan })
      case .string(let text): values[name] = .text(text)
      default: values[name] = value.doubleValue.map(Value.number)
      }
    }
  }

  func list(_ name: String) -> [Double]? {
    if case .list(let elements)? = values[name] { elements } else { nil }
  }

  /// A list for a figure's axis.
  func requiredList(_ name: String) throws -> [Double] {
    guard let list = list(name) else { throw unknown(name, kind: "list") }
    return list
  }

  /// A number for a reference line.
  func requiredNumber(_ name: String) throws -> Double {
    guard case .number(let number)? = values[name] else { throw unknown(name, kind: "number") }
    return number
  }

  func cell(_ name: String, at index: Int, in input: StageInput) throws -> DataTable.Cell {
    switch values[name] {
    case .text(let text)?: .text(text)
    case .number(let number)?: .number(number)
    case .list(let elements)?: elements[index].isNaN ? .missing : .number(elements[index])
    // A value that other rows have and this one does not is left open.
    case nil where isKnownElsewhere(name): .missing
    case nil: throw unknown(name, kind: "value")
    }
  }

  func text(_ name: String, at index: Int, in input: StageInput) throws -> String {
    switch try cell(name, at: index, in: input) {
    case .text(let text): text
    case .number(let number): DecimalText.display(number, digits: nil)
    case .missing: "–"
    }
  }

  /// The values that some kind of result has, though perhaps not this one.
  private func isKnownElsewhere(_ name: String) -> Bool {
    EvaluationValues.names.contains(name) || EmbeddingValues.names.contains(name)
  }

  private func unknown(_ name: String, kind: String) -> StageFailure {
    StageFailure(
      "'\(cell)' has no \(kind) '\(name)'; it has: \(values.keys.sorted().joined(separator: ", "))")
  }
}

import Artifacts
import NeuralNetworks
import Pipelines

/// The named values of a result, as figures and tables read them.
///
/// The values of an evaluation are those of its `values` document; the values of a model are the
/// tensors of its bundle, such as `history/train_loss`, and its layers (see ``ModelValues``); matrix variables
/// are values of every cell. Who holds an error has the accuracy too: `history/validation_accuracy` is 1 minus
/// `history/validation_error`.
/// `name[3]` selects an element along the first axis, `name[-1]` the last one, `name[:,2]` along the
/// second.
struct ResultValues {
  enum Value {
    case text(String)
    case number(Double)
    /// NaN where nothing was measured.
    case list([Double])
    case texts([String])
    case tensor(AnyTensor)
    case matrix(Matrix)
  }

  /// Numbers in rows and columns.
  struct Matrix {
    let rows: Int
    let columns: Int
    /// Row by row; NaN where nothing was measured.
    let elements: [Double]

    subscript(row: Int, column: Int) -> Double { elements[row * columns + column] }
  }

  private var values: [String: Value] = [:]

  /// The cell of the pipeline that made the result.
  let cell: String

  init(_ input: StageInput) throws {
    cell = input.cell
    for binding in input.bindings {
      values[binding.name] = binding.value.doubleValue.map(Value.number) ?? .text(binding.valueText)
    }
    for output in input.outputNames {
      switch try input.load(output) {
      case .tensors(let bundle): try add(bundle)
      case .table(let json): add(json)
      case .figure: break
      }
    }
  }

  private mutating func add(_ bundle: TensorBundle) throws {
    for (name, entry) in bundle.entries { values[name] = .tensor(entry.tensor) }
    for (name, value) in bundle.attributes {
      if case .strings(let texts) = value { values[name] = .texts(texts) }
    }
    if bundle.attributes[ModelAttribute.model] != nil {
      let summary = ModelSummary(try TrainedModel(bundle, cell: cell).model)
      for (name, value) in ModelValues.values(of: summary) { values[name] = value }
    }
  }

  private mutating func add(_ json: JSONValue) {
    for (name, value) in json["values"]?.objectValue ?? [:] { values[name] = Self.value(value) }
  }

  private static func value(_ json: JSONValue) -> Value? {
    switch json {
    case .string(let text): return .text(text)
    // What a result writes for a number that is not finite.
    case .null: return .number(.nan)
    case .array(let elements):
      let rows = elements.compactMap(\.arrayValue)
      if !rows.isEmpty, rows.count == elements.count, Set(rows.map(\.count)).count == 1 {
        return .matrix(
          Matrix(
            rows: rows.count, columns: rows[0].count,
            elements: rows.flatMap { $0.map { $0.doubleValue ?? .nan } }))
      }
      let texts = elements.compactMap(\.stringValue)
      if !texts.isEmpty && texts.count == elements.count { return .texts(texts) }
      return .list(elements.map { $0.doubleValue ?? .nan })
    default: return json.doubleValue.map(Value.number)
    }
  }

  /// The names of all values.
  var names: [String] { values.keys.sorted() }

  /// A list of numbers, or nil when there is none of the name.
  func list(_ name: String) -> [Double]? {
    if case .list(let elements)? = numbers(name) { elements } else { nil }
  }

  /// A list of texts, such as the names of classes.
  func texts(_ name: String) -> [String]? {
    if case .texts(let texts)? = values[name] { texts } else { nil }
  }

  /// A tensor of any rank.
  func tensor(_ name: String) -> AnyTensor? {
    if case .tensor(let tensor)? = values[name] { tensor } else { nil }
  }

  func number(_ name: String) -> Double? {
    if case .number(let number)? = numbers(name) { number } else { nil }
  }

  /// A list for a figure's axis.
  func requiredList(_ name: String) throws -> [Double] {
    guard let list = list(name) else { throw unknown(name, kind: "list of numbers") }
    return list
  }

  /// A number for a reference line or a bar.
  func requiredNumber(_ name: String) throws -> Double {
    guard let number = number(name) else { throw unknown(name, kind: "number") }
    return number
  }

  /// A text or a number as a text, to name a group by.
  func requiredLabel(_ name: String) throws -> String {
    if case .text(let text)? = values[name] { return text }
    return DecimalText.display(try requiredNumber(name), digits: nil)
  }

  func requiredTexts(_ name: String) throws -> [String] {
    guard let texts = texts(name) else { throw unknown(name, kind: "list of texts") }
    return texts
  }

  func requiredMatrix(_ name: String) throws -> Matrix {
    if case .matrix(let matrix)? = numbers(name) { return matrix }
    guard let element = element(name), element.dimensions.count == 2 else {
      throw unknown(name, kind: "matrix")
    }
    return Matrix(
      rows: element.dimensions[0], columns: element.dimensions[1], elements: element.elements)
  }

  /// The value of a name, its selection applied; tensors as numbers, lists or matrices.
  private func numbers(_ name: String) -> Value? {
    if let value = plainValue(name) { return value }
    guard let selection = ValueSelection(name), let value = plainValue(selection.name) else {
      return nil
    }
    switch value {
    case .list(let list):
      // Nothing was measured in a training that diverged in its first epoch.
      if list.isEmpty && selection.column == nil { return .number(.nan) }
      return selection.column == nil
        ? selection.index(selection.row, count: list.count).map { .number(list[$0]) } : nil
    case .matrix(let matrix):
      let row = selection.row.map { selection.index($0, count: matrix.rows) }
      let column = selection.column.map { selection.index($0, count: matrix.columns) }
      switch (row, column) {
      case (.some(let row?), nil):
        return .list((0..<matrix.columns).map { matrix[row, $0] })
      case (nil, .some(let column?)):
        return .list((0..<matrix.rows).map { matrix[$0, column] })
      case (.some(let row?), .some(let column?)): return .number(matrix[row, column])
      default: return nil
      }
    default: return nil
    }
  }

  /// The value of a name without a selection.
  private func plainValue(_ name: String) -> Value? {
    if let value = values[name] { return Self.plain(value) }
    guard name.hasSuffix(EvaluationValues.accuracy) else { return nil }
    let error = name.dropLast(EvaluationValues.accuracy.count) + EvaluationValues.error
    switch values[String(error)].flatMap(Self.plain) {
    case .number(let number)?: return .number(1 - number)
    case .list(let elements)?: return .list(elements.map { 1 - $0 })
    default: return nil
    }
  }

  private static func plain(_ value: Value) -> Value? {
    guard case .tensor(let tensor) = value else { return value }
    let dimensions = tensor.dimensions
    switch dimensions.count {
    case 0: return tensor.doubles.first.map(Value.number)
    case 1: return .list(tensor.doubles)
    case 2:
      return .matrix(
        Matrix(rows: dimensions[0], columns: dimensions[1], elements: tensor.doubles))
    default: return nil
    }
  }

  func cell(_ name: String, at index: Int) throws -> DataTable.Cell {
    switch numbers(name) {
    case .text(let text)?: return .text(text)
    case .texts(let texts)? where texts.indices.contains(index): return .text(texts[index])
    case .number(let number)?: return number.isNaN ? .missing : .number(number)
    case .list(let elements)?: return elements[index].isNaN ? .missing : .number(elements[index])
    // A value that other rows have and this one does not is left open.
    case nil where isKnownElsewhere(name): return .missing
    default: throw unknown(name, kind: "value")
    }
  }

  /// How many rows of a table a value fills; nil for a single one.
  func count(_ name: String) -> Int? { list(name)?.count ?? texts(name)?.count }

  func text(_ name: String, at index: Int) throws -> String {
    switch try cell(name, at: index) {
    case .text(let text): text
    case .number(let number): DecimalText.display(number, digits: nil)
    case .missing: "–"
    }
  }

  /// The values that some kind of result has, though perhaps not this one.
  private func isKnownElsewhere(_ name: String) -> Bool {
    EvaluationValues.names.contains(name) || EmbeddingValues.names.contains(name)
      || ModelValues.names.contains(name)
  }

  private func unknown(_ name: String, kind: String) -> StageFailure {
    StageFailure(
      "'\(cell)' has no \(kind) '\(name)'; it has: "
        + names.map { "\($0)\(shape(of: $0))" }.joined(separator: ", "))
  }

  /// The shape of a value behind its name, for messages.
  private func shape(of name: String) -> String {
    switch values[name] {
    case .tensor(let tensor)?:
      " [" + tensor.dimensions.map(String.init).joined(separator: " x ") + "]"
    case .matrix(let matrix)?: " [\(matrix.rows) x \(matrix.columns)]"
    default: ""
    }
  }
}

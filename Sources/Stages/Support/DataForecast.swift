import Artifacts
import Pipelines
import Tensors

/// What is known of examples before they are there.
struct DataForecast {
  /// Of one example.
  var exampleShape: Shape?
  var classCount: Int?

  private static let shapeFact = "example_shape"
  private static let classFact = "class_count"

  init(exampleShape: Shape?, classCount: Int?) {
    self.exampleShape = exampleShape
    self.classCount = classCount
  }

  init(_ forecast: Forecast?) {
    exampleShape = forecast?[Self.shapeFact]?.arrayValue
      .map { Shape($0.compactMap { $0.integerValue.map { Int($0) } }) }
    classCount = forecast?[Self.classFact]?.integerValue.map { Int($0) }
  }

  var forecast: Forecast {
    var facts: JSONObject = [:]
    if let exampleShape {
      facts[Self.shapeFact] = .array(exampleShape.dimensions.map { .integer(Int64($0)) })
    }
    if let classCount { facts[Self.classFact] = .integer(Int64(classCount)) }
    return Forecast(facts)
  }
}

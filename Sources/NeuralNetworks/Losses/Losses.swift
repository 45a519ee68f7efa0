/// The losses that can be asked for by name.
public enum Losses {
  /// In the order in which they are listed to people.
  public static let all: [any Loss] = [CrossEntropy(), MeanSquaredError()]

  public static var names: [String] { all.map { type(of: $0).name } }

  /// The loss of that name.
  ///
  /// - Throws: ``NeuralNetworkError/unknown(kind:name:known:)``.
  public static func named(_ name: String) throws(NeuralNetworkError) -> any Loss {
    guard let loss = all.first(where: { type(of: $0).name == name }) else {
      throw .unknown(kind: "loss", name: name, known: names)
    }
    return loss
  }
}

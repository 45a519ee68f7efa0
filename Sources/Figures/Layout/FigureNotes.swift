/// Says what a figure does not show, so that a gap is never silent.
enum FigureNotes {
  private static let mostLines = 6

  static func omissions(_ series: String, _ extent: DataExtent) -> [String] {
    let prefix = series.isEmpty ? "" : "\(series): "
    func values(_ count: Int) -> String { count == 1 ? "1 value" : "\(count) values" }
    var notes: [String] = []
    if extent.notFinite > 0 { notes.append("\(prefix)\(values(extent.notFinite)) not finite") }
    if extent.notPositive > 0 {
      notes.append(
        "\(prefix)\(values(extent.notPositive)) not positive, left out of the logarithmic axis")
    }
    return notes
  }

  /// The notes of all panels: what all say once, the rest with the title of its panel.
  static func merged(_ notes: [[String]], titles: [String]) -> [String] {
    let common = (notes.first ?? []).filter { note in notes.allSatisfy { $0.contains(note) } }
    var result = common
    for (title, own) in zip(titles, notes) {
      for note in own where !common.contains(note) {
        result.append(title.isEmpty ? note : "\(title): \(note)")
      }
    }
    return result
  }

  /// The notes as lines; the last says how many are left when there are too many.
  static func lines(
    _ notes: [String], width: Double, size: Double, _ fitting: TextFitting
  ) throws -> [String] {
    var shown = notes
    if notes.count > mostLines {
      shown = notes.prefix(mostLines - 1) + ["and \(notes.count - mostLines + 1) more such notes"]
    }
    return try shown.map { try fitting.elided($0, width: width, size: size) }
  }
}

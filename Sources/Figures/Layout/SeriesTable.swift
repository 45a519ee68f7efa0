import Ink

/// All named series of a figure with their looks, in the order in which panels first show them.
struct SeriesTable {
  struct Entry {
    let name: String
    let style: SeriesStyle
    /// The marks whose samples, drawn over each other, make the series' key in a legend.
    let keys: [any Mark]
  }

  private(set) var entries: [Entry] = []
  private let indices: [String: Int]
  private let theme: Theme

  init(_ figure: Figure) {
    theme = figure.theme
    var indices: [String: Int] = [:]
    var names: [String] = []
    var keys: [[any Mark]] = []
    for panel in figure.panels {
      let known = names.count
      for mark in panel.marks {
        if let index = indices[mark.series] {
          // The first panel that shows a series decides on its key.
          if index >= known { keys[index].append(mark) }
        } else {
          indices[mark.series] = names.count
          names.append(mark.series)
          keys.append([mark])
        }
      }
    }
    let colored = keys.count { $0.contains(where: \.takesColor) }
    let needsMore =
      colored > figure.theme.palette.count
      && keys.contains { $0.contains(where: \.prefersManyColors) }
    let palette = needsMore ? figure.theme.widePalette : figure.theme.palette
    var number = 0
    for (name, marks) in zip(names, keys) {
      var style = SeriesStyle.reference(figure.theme)
      if marks.contains(where: \.takesColor) {
        style = SeriesStyle(number: number, palette: palette)
        number += 1
      }
      entries.append(Entry(name: name, style: style, keys: marks.sorted(by: Self.isDeeper)))
    }
    self.indices = indices
  }

  /// `sorted` keeps the order of equal elements.
  static func isDeeper(_ left: any Mark, _ right: any Mark) -> Bool { left.depth < right.depth }

  func style(of mark: any Mark) -> SeriesStyle {
    guard mark.takesColor, let index = indices[mark.series] else {
      return SeriesStyle.reference(theme)
    }
    return entries[index].style
  }

  /// What a legend lists.
  var named: [Entry] { entries.filter { !$0.name.isEmpty } }
}

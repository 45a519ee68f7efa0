/// Numbers the figures and tables of a report that have no number of their own.
struct BlockNumbers {
  private var figures = 0
  private var tables = 0

  /// `Figure 3`, or `Figure A9` for one that has its number.
  mutating func figure(_ number: String?) -> String {
    figures += 1
    return "Figure \(number ?? "\(figures)")"
  }

  /// `Table 3`, or `Table B2` for one that has its number.
  mutating func table(_ number: String?) -> String {
    tables += 1
    return "Table \(number ?? "\(tables)")"
  }
}

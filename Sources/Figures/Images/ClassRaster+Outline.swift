import Ink

extension ClassRaster {
  /// The region of one class and its border to others, in columns and rows.
  ///
  /// Each square between four points is parted where two classes meet on its sides, as marching
  /// squares does it; where three classes or two diagonals meet, each point keeps its corner.
  func outline(of class: Int) -> (region: [[Point]], border: [(Point, Point)]) {
    var region: [[Point]] = []
    var border: [(Point, Point)] = []
    for row in 0..<(rows - 1) {
      var runStart: Int?
      func closeRun(at column: Int) {
        guard let start = runStart else { return }
        region.append(Self.rectangle(from: Double(start), to: Double(column), top: Double(row)))
        runStart = nil
      }
      for column in 0..<(columns - 1) {
        let square = ClassSquare(self, column: column, row: row)
        if square.classes.allSatisfy({ $0 == `class` }) {
          if runStart == nil { runStart = column }
          continue
        }
        closeRun(at: column)
        if square.classes.contains(`class`) { square.add(`class`, to: &region, &border) }
      }
      closeRun(at: columns - 1)
    }
    return (region, border)
  }

  private static func rectangle(from start: Double, to end: Double, top: Double) -> [Point] {
    [
      Point(x: start, y: top), Point(x: end, y: top), Point(x: end, y: top + 1),
      Point(x: start, y: top + 1),
    ]
  }
}

/// One square between four points of a raster.
private struct ClassSquare {
  /// Round the square from the point of the smallest column and row.
  let classes: [Int]
  private let corners: [Point]

  /// On the side after each corner, where the classes of its ends meet.
  private let meetings: [Point]

  /// Where the borders within the square meet when there are more than two classes.
  private let middle: Point

  init(_ raster: ClassRaster, column: Int, row: Int) {
    let first = row * raster.columns + column
    let points = [first, first + 1, first + raster.columns + 1, first + raster.columns]
    let origin = Point(x: Double(column), y: Double(row))
    let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map { origin + Point(x: $0.0, y: $0.1) }
    let classes = points.map { raster.classes[$0] }
    // Always from the lower index, so that both classes and both squares of a side agree.
    let meetings = (0..<4).map { corner in
      let next = (corner + 1) & 3
      let isForward = points[corner] < points[next]
      let (from, to) = isForward ? (corner, next) : (next, corner)
      let share = raster.meeting(from: points[from], to: points[to])
      return corners[from] * (1 - share) + corners[to] * share
    }
    let differing = (0..<4).filter { classes[$0] != classes[($0 + 1) & 3] }
    let sum = differing.reduce(Point.zero) { $0 + meetings[$1] }
    middle = sum * (1 / Double(max(1, differing.count)))
    self.corners = corners
    self.classes = classes
    self.meetings = meetings
  }

  /// Adds what one class has of the square.
  func add(_ class: Int, to region: inout [[Point]], _ border: inout [(Point, Point)]) {
    let isInside = classes.map { $0 == `class` }
    let isDiagonal = isInside[0] == isInside[2] && isInside[1] == isInside[3]
    if Set(classes).count == 2 && !isDiagonal {
      addCut(isInside, to: &region, &border)
    } else {
      for corner in 0..<4 where isInside[corner] {
        addCorner(corner, isInside, to: &region, &border)
      }
    }
  }

  /// Walks round the square and leaves it where the class ends.
  private func addCut(
    _ isInside: [Bool], to region: inout [[Point]], _ border: inout [(Point, Point)]
  ) {
    var polygon: [Point] = []
    var cuts: [Point] = []
    for corner in 0..<4 {
      if isInside[corner] { polygon.append(corners[corner]) }
      if isInside[corner] != isInside[(corner + 1) & 3] {
        polygon.append(meetings[corner])
        cuts.append(meetings[corner])
      }
    }
    region.append(polygon)
    if cuts.count == 2 { border.append((cuts[0], cuts[1])) }
  }

  private func addCorner(
    _ corner: Int, _ isInside: [Bool], to region: inout [[Point]],
    _ border: inout [(Point, Point)]
  ) {
    let (next, previous) = ((corner + 1) & 3, (corner + 3) & 3)
    region.append([corners[corner], meetings[corner], middle, meetings[previous]])
    if !isInside[next] { border.append((meetings[corner], middle)) }
    if !isInside[previous] { border.append((meetings[previous], middle)) }
  }
}

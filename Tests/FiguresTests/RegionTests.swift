import Ink
import Testing

@testable import Figures

@Suite("Decision regions")
struct RegionTests {
  private func raster(_ side: Int, _ scores: (Double, Double) -> [Double]) -> ClassRaster {
    var values: [Double] = []
    var count = 0
    for row in 0..<side {
      for column in 0..<side {
        let own = scores(
          Double(column) / Double(side - 1) * 4 - 2, Double(row) / Double(side - 1) * 4 - 2)
        values += own
        count = own.count
      }
    }
    return ClassRaster(
      columns: side, rows: side, classCount: count, scores: values, xRange: -2...2, yRange: -2...2)
  }

  private func area(_ polygons: [[Point]]) -> Double {
    polygons.reduce(0) { sum, polygon in
      var twice = 0.0
      for (index, point) in polygon.enumerated() {
        let next = polygon[(index + 1) % polygon.count]
        twice += point.x * next.y - point.y * next.x
      }
      return sum + twice / 2
    }
  }

  @Test("a straight border lies exactly where the scores are equal")
  func straight() {
    // Scores x and 0.3: the border is x = 0.3, between columns 11 and 12 of 21.
    let raster = raster(21) { x, _ in [x, 0.3] }
    let outline = raster.outline(of: 0)
    #expect(!outline.border.isEmpty)
    for (start, end) in outline.border {
      #expect(abs(raster.point(column: start.x, row: 0).x - 0.3) < 1e-12)
      #expect(abs(raster.point(column: end.x, row: 0).x - 0.3) < 1e-12)
    }
  }

  @Test("a circle has its area, and the regions of all classes fill the raster without overlap")
  func areas() {
    let raster = raster(81) { x, y in [1 - x * x - y * y, 0, 0.4 * x - 0.4] }
    let areas = (0..<3).map { area(raster.outline(of: $0).region) }
    #expect(abs(areas.reduce(0, +) - 80 * 80) < 1e-6)
    // Per square of the raster: (80 / 4)^2.
    #expect(abs(areas[0] / 400 - Double.pi) < 0.02)
  }

  @Test("without scores borders run half way between points; without a class there is no region")
  func classesOnly() {
    let raster = ClassRaster(
      columns: 3, rows: 2, classes: [0, 0, 1, 0, 0, 1], xRange: 0...2, yRange: 0...1)
    let outline = raster.outline(of: 1)
    #expect(area(outline.region) == 0.5)
    #expect(outline.border.allSatisfy { $0.0.x == 1.5 && $0.1.x == 1.5 })
    let unknown = ClassRaster(
      columns: 2, rows: 2, classCount: 2, scores: [1, 0, .nan, 0, 1, 0, 1, 0], xRange: 0...1,
      yRange: 0...1)
    #expect(unknown.classes == [0, -1, 0, 0])
    #expect(area(unknown.outline(of: 0).region) < 1)
  }

  @Test("points and regions of one class share a colour")
  func colours() throws {
    let fonts = try FontSet.load(from: FontSet.systemFolders)
    let raster = raster(9) { x, y in [x, y] }
    let marks: [any Mark] = [
      RegionMark("right", class: 0, of: raster), RegionMark("above", class: 1, of: raster),
      ScatterMark("above", x: [0], y: [1]), ScatterMark("right", x: [1], y: [0]),
    ]
    let scene = try Figure(panels: [Panel(marks: marks)]).scene(fonts: fonts)
    let names = scene.textRuns.map(\.text)
    #expect(names.count { $0 == "right" } == 1 && names.count { $0 == "above" } == 1)
    let picture = try Rasterizer.render(scene, scale: 1, fonts: fonts)
    let tint = { (color: Color) in Theme.light.background.mixed(with: color, share: 56) }
    #expect(picture.contains(tint(Theme.light.palette[0])))
    #expect(picture.contains(tint(Theme.light.palette[1])))
    #expect(picture.contains(Theme.light.palette[1]))
  }

  @Test("impossible rasters are errors with their sizes")
  func impossible() throws {
    func problem(_ raster: ClassRaster) -> String {
      do {
        try RegionMark("a", class: 0, of: raster).validate()
        return ""
      } catch { return "\(error)" }
    }
    let one = ClassRaster(columns: 1, rows: 4, classes: [0, 0, 0, 0], xRange: 0...1, yRange: 0...1)
    #expect(problem(one).contains("1 x 4"))
    let short = ClassRaster(columns: 2, rows: 2, classes: [0, 1], xRange: 0...1, yRange: 0...1)
    #expect(problem(short).contains("2 classes for 2 x 2"))
    let flat = ClassRaster(
      columns: 2, rows: 2, classes: [0, 1, 0, 1], xRange: 0...0, yRange: 0...1)
    #expect(problem(flat).contains("must be finite and ascend"))
  }
}

extension Pixmap {
  fileprivate func contains(_ color: Color) -> Bool {
    (0..<height).contains { y in (0..<width).contains { x in self[x, y] == color } }
  }
}

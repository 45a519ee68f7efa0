import Ink
import Testing

@testable import Figures

@Suite("Scales")
struct ScaleTests {
  @Test("the symmetric logarithm is odd, continuous and gives every decade the same length")
  func symmetricLog() {
    let scale = Scale.symmetricLog(limit: 0.01)
    #expect(scale.coordinate(0) == 0)
    #expect(scale.coordinate(0.005) == 0.5)
    #expect(abs(scale.coordinate(0.01) - 1) < 1e-12)
    #expect(abs(scale.coordinate(0.010_000_001) - 1) < 1e-6)
    for value in [0.003, 0.01, 0.4, 7, 1e9] {
      #expect(scale.coordinate(-value) == -scale.coordinate(value))
      if value >= 0.01 {
        #expect(abs(scale.coordinate(10 * value) - scale.coordinate(value) - 1) < 1e-12)
      }
    }
  }

  @Test("its ticks are zero and powers of ten of both signs, as many as have room")
  func symmetricLogTicks() throws {
    let scale = Scale.symmetricLog(limit: 0.01)
    func labels(_ low: Double, _ high: Double, _ count: Int) throws -> [Double] {
      try #require(
        SymmetricLogTicks.ticks(
          from: scale.coordinate(low), to: scale.coordinate(high), limit: 0.01, count: count)
      ).labelled.map(\.value)
    }
    #expect(try labels(-1, 10, 9) == [-1, -0.1, -0.01, 0, 0.01, 0.1, 1, 10])
    #expect(try labels(-1000, 1000, 7).count <= 7)
    #expect(try labels(-1000, 1000, 7).contains(0))
    #expect(try labels(0.5, 2000, 9) == [1, 10, 100, 1000])
    #expect(
      SymmetricLogTicks.ticks(from: -0.5, to: 0.5, limit: 0.01, count: 5) == nil,
      "within the linear part a linear axis reads better")
  }

  @Test(
    "durations have steps of clocks and calendars",
    arguments: [
      (0.0, 45.0, ["0", "10 s", "20 s", "30 s", "40 s"]),
      (0.0, 130.0, ["0", "0:30 min", "1:00 min", "1:30 min", "2:00 min"]),
      (0.0, 1200.0, ["0", "5 min", "10 min", "15 min", "20 min"]),
      (0.0, 5400.0, ["0", "0:30 h", "1:00 h", "1:30 h"]),
      (0.0, 86400.0 * 4, ["0", "1 d", "2 d", "3 d", "4 d"]),
      (-70.0, 70.0, ["\u{2212}1:00 min", "\u{2212}0:30 min", "0", "0:30 min", "1:00 min"]),
    ])
  func durations(low: Double, high: Double, labels: [String]) throws {
    let ticks = try #require(DurationTicks.ticks(from: low, to: high, count: 5))
    let written = DurationTicks.labels(ticks).map { $0.replacing("\u{2009}", with: " ") }
    #expect(written == labels)
  }

  @Test("durations too short or too long for clocks are written in decimal seconds")
  func oddDurations() {
    #expect(DurationTicks.ticks(from: 0, to: 0.5, count: 5) == nil)
    #expect(DurationTicks.ticks(from: 0, to: 1e12, count: 5) == nil)
    let half = DecimalNumber(mantissa: 5, exponent: -1)
    #expect(TickLabels.labels([half], format: .duration, scale: .linear) == ["0.5\u{2009}s"])
  }

  @Test("names stand level, else broken, else upright, else only every n-th")
  func categories() throws {
    let fonts = try FontSet.load()
    func ticks(_ names: [String], width: Double) throws -> AxisTicks {
      let domain = try Domain(
        Axis(scale: .categories(names)), data: nil, margin: 0, isX: true, panel: "p")
      return try CategoryTicks(
        names: names, mapping: domain.mapping(from: 0, to: width), axis: "x", size: 11,
        fitting: TextFitting(fonts: fonts)
      ).alongX()
    }
    let short = try ticks(["a", "b", "c"], width: 300)
    #expect(!short.isUpright && short.ticks.map(\.label) == ["a", "b", "c"] && short.note.isEmpty)
    // The middle of three places of 100 pixels.
    #expect(short.ticks.map(\.position) == [50, 150, 250])
    let two = try ticks(["Glorot uniform", "He uniform too"], width: 150)
    #expect(two.ticks.map(\.label) == ["Glorot\nuniform", "He uniform\ntoo"])
    let words = (0..<10).map { "unbreakable\($0)" }
    #expect(try ticks(words, width: 300).isUpright)
    let many = try ticks((0..<1000).map { "n\($0)" }, width: 300)
    #expect(many.ticks.count < 20 && many.ticks.first?.label == "n0" && many.hasMarks)
    #expect(many.note.hasSuffix("of 1000 names is written"))
  }

  @Test("a colour map changes evenly to the eye, and its lightness never turns back")
  func colorMaps() {
    for theme in [Theme.light, .dark] {
      for map in ColorMap.allCases {
        let colors = map.colors(for: theme).map(Oklab.init)
        // 16 steps: far above the rounding to bytes.
        let anchors = stride(from: 0, through: 255, by: 15).map { colors[$0] }
        var steps = zip(anchors, anchors.dropFirst()).map { $0.distance(to: $1) }
        // About zero the way of a diverging map bends.
        if map == .blueRed { steps.remove(at: 8) }
        let (least, most) = (steps.min() ?? 0, steps.max() ?? 1)
        #expect(least > 0.6 * most, "\(map): \(least) to \(most)")
        let lightness = colors.map(\.lightness)
        let halves =
          map == .blueRed ? [Array(lightness[...127]), Array(lightness[128...])] : [lightness]
        for half in halves {
          let rises = zip(half, half.dropFirst()).map { $1 - $0 }
          let isMonotone = rises.allSatisfy { $0 > -0.004 } || rises.allSatisfy { $0 < 0.004 }
          #expect(isMonotone, "\(map)")
        }
      }
    }
  }

  @Test("numbers beyond a colour scale take its ends, and what is no number takes none")
  func colorScale() {
    let scale = ColorScale(.viridian, from: 0, to: 10)
    #expect(scale.index(of: 0) == 0 && scale.index(of: 10) == 255 && scale.index(of: 5) == 128)
    #expect(scale.index(of: -1e300) == 0 && scale.index(of: .infinity) == 255)
    #expect(scale.index(of: .nan) == nil)
    let signed = ColorScale(.blueRed, spanning: [-1, 4, .nan])
    #expect(signed.low == -4 && signed.high == 4)
    let wide = ColorScale(.viridian, spanning: [-1.7e308, 1.7e308])
    #expect(wide.index(of: 0) == 128)
    #expect(ColorScale(.viridian, spanning: [3, 3]).low < 3)
  }
}

/// B. Ottosson, "A perceptual color space for image processing", 2020: its matrices.
private struct Oklab {
  let lightness, a, b: Double

  init(_ color: Color) {
    func linear(_ byte: UInt8) -> Double {
      let value = Double(byte) / 255
      return value <= 0.04045 ? value / 12.92 : Self.power((value + 0.055) / 1.055)
    }
    let (r, g, b) = (linear(color.red), linear(color.green), linear(color.blue))
    let l = Self.cubeRoot(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let m = Self.cubeRoot(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let s = Self.cubeRoot(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
    a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
    self.b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
  }

  func distance(to other: Oklab) -> Double {
    let (x, y, z) = (lightness - other.lightness, a - other.a, b - other.b)
    return (x * x + y * y + z * z).squareRoot()
  }

  private static func cubeRoot(_ value: Double) -> Double {
    var root = 1.0
    for _ in 0..<80 { root = (2 * root + value / (root * root)) / 3 }
    return root
  }

  /// value^2.4 as value^2 times the fifth root of value^2.
  private static func power(_ value: Double) -> Double {
    var root = 1.0
    for _ in 0..<80 { root = (4 * root + value * value / (root * root * root * root)) / 5 }
    return value * value * root
  }
}

import Ink
import Testing

@testable import Figures

@Suite("Image grids")
struct ImageGridTests {
  private let fonts: FontSet

  init() throws { fonts = try FontSet.load(from: FontSet.systemFolders) }

  static func ramp(_ number: Int, caption: String = "", isMarked: Bool = false) -> GridImage {
    GridImage(
      width: 4, height: 3, values: (0..<12).map { Double(($0 * 5 + number) % 12) / 11 },
      caption: caption, isMarked: isMarked)
  }

  private func scene(_ grid: ImageGrid, size: Size? = nil) throws -> Scene {
    try Figure(title: "Digits", panels: [Panel(drawing: grid)], size: size).scene(fonts: fonts)
  }

  private func pictures(_ scene: Scene) -> [(pixmap: Pixmap, rect: Rect)] {
    scene.items.compactMap { item in
      if case .picture(let pixmap, let rect, _) = item { (pixmap, rect) } else { nil }
    }
  }

  @Test("every pixel of an enlarged picture is a square of as many device pixels as the others")
  func crisp() throws {
    for side in [3, 8, 28, 32, 50] {
      let image = GridImage(
        width: side, height: side, values: [Double](repeating: 0, count: side * side))
      let rect = try #require(pictures(try scene(ImageGrid([image, image]))).last?.rect)
      let devicePixels = rect.width * 2 / Double(side)
      #expect(devicePixels >= 1 && devicePixels == devicePixels.rounded(), "side \(side)")
      #expect((rect.x * 2).rounded() == rect.x * 2)
    }
  }

  @Test("a common range compares pictures, a range of each stretches every one of them")
  func ranges() throws {
    let pale = GridImage(width: 2, height: 1, values: [0, 0.5])
    let strong = GridImage(width: 2, height: 1, values: [0, 1])
    let common = pictures(try scene(ImageGrid([pale, strong])))
    #expect(common[0].pixmap[1, 0] != common[1].pixmap[1, 0])
    let each = pictures(try scene(ImageGrid([pale, strong], range: .each)))
    #expect(each[0].pixmap[1, 0] == each[1].pixmap[1, 0])
    let fixed = pictures(try scene(ImageGrid([pale], range: .fixed(0...0.5))))
    #expect(fixed[0].pixmap[1, 0] == common[1].pixmap[1, 0])
  }

  @Test("signed numbers are coloured symmetrically: zero is the background's colour")
  func diverging() throws {
    let weights = GridImage(width: 3, height: 1, values: [-1, 0, 0.25])
    let drawn = pictures(try scene(ImageGrid([weights], colors: .blueRed)))[0].pixmap
    #expect(drawn[0, 0].blue > drawn[0, 0].red)
    #expect(drawn[2, 0].red > drawn[2, 0].blue)
    #expect(drawn[1, 0].red > 235 && drawn[1, 0].blue > 235)
    let texts = try scene(ImageGrid([weights], colors: .blueRed)).textRuns.map(\.text)
    #expect(texts.contains("colours from \u{2212}1 (blue) to 1 (red)"))
  }

  @Test("missing values are grey and counted; infinite ones take the last colour")
  func missing() throws {
    let image = GridImage(width: 3, height: 1, values: [.nan, .infinity, 0])
    let grid = ImageGrid([image, Self.ramp(0)])
    let drawn = pictures(try scene(grid))[0].pixmap
    #expect(drawn[0, 0] == ColorMap.missing(.light))
    #expect(drawn[1, 0] == ColorMap.ink.colors(for: .light)[255])
    #expect(try scene(grid).textRuns.contains { $0.text == "1 value is missing: grey" })
    let none = GridImage(width: 1, height: 1, values: [.nan])
    #expect(pictures(try scene(ImageGrid([none])))[0].pixmap[0, 0] == ColorMap.missing(.light))
  }

  @Test("three channels are red, green and blue from 0 to 1")
  func colors() throws {
    let image = GridImage(width: 2, height: 1, channels: 3, values: [1, 0, 0.5, 2, -1, .nan])
    let drawn = pictures(try scene(ImageGrid([image])))[0].pixmap
    #expect(drawn[0, 0] == Color(0xFF0080))
    #expect(drawn[1, 0] == ColorMap.missing(.light))
  }

  @Test("captions stand below their pictures, inside the figure and apart from each other")
  func captions() throws {
    let images = (0..<20).map {
      Self.ramp($0, caption: "Ankle boot number \($0), seen as sneaker", isMarked: $0 == 3)
    }
    let scene = try scene(ImageGrid(images))
    let whole = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height)
    let boxes = try scene.textRuns.map { try $0.bounds(fonts: fonts) }
    for (index, own) in boxes.enumerated() {
      #expect(whole.contains(own))
      for other in boxes[(index + 1)...] { #expect(!own.inset(by: 2).overlaps(other.inset(by: 2))) }
      for picture in pictures(scene) { #expect(!own.inset(by: 2).overlaps(picture.rect)) }
    }
  }

  @Test("of ten thousand pictures the first are drawn, and a note says how many there are")
  func tenThousand() throws {
    let grid = ImageGrid((0..<10_000).map { Self.ramp($0) }, limit: 120)
    let scene = try scene(grid)
    #expect(pictures(scene).count == 120)
    #expect(scene.textRuns.contains { $0.text == "the first 120 of 10000 pictures" })
  }

  @Test("a grid in a small figure has smaller pictures, all of them inside")
  func smaller() throws {
    let images = (0..<30).map { Self.ramp($0, caption: "\($0)") }
    let scene = try scene(ImageGrid(images), size: Size(width: 240, height: 200))
    let whole = Rect(x: 0, y: 0, width: 240, height: 200)
    #expect(pictures(scene).count == 30)
    for picture in pictures(scene) { #expect(whole.contains(picture.rect)) }
  }

  @Test("impossible pictures are errors that name the picture and its sizes")
  func impossible() {
    func problem(_ grid: ImageGrid) -> String {
      do {
        _ = try scene(grid)
        return ""
      } catch { return "\(error)" }
    }
    #expect(problem(ImageGrid([])).contains("no picture"))
    let short = GridImage(width: 2, height: 2, values: [1, 2, 3])
    #expect(problem(ImageGrid([Self.ramp(0), short])).contains("picture 1 has 3 values for 2 x 2"))
    #expect(problem(ImageGrid([GridImage(width: 0, height: 2, values: [])])).contains("0 x 2"))
    let channels = GridImage(width: 1, height: 1, channels: 2, values: [1, 2])
    #expect(problem(ImageGrid([channels])).contains("2 channels"))
    #expect(problem(ImageGrid([Self.ramp(0)], range: .fixed(1...1))).contains("must ascend"))
  }

  @Test("notes write numbers with three digits")
  func numbers() {
    let written = [0.12345, -3, 1234.5, 1e-7, 2.5e9, 0, 0.0999999, .nan].map {
      DecimalNumber($0, significant: 3).text
    }
    #expect(
      written == [
        "0.123", "\u{2212}3", "1230", "1\u{D7}10^{\u{2212}7}", "2.5\u{D7}10^{9}", "0", "0.1", "0",
      ])
  }

  @Test("a grid has the pixels it always had, light and dark")
  func golden() throws {
    // Digests of this program's own output, looked at before they were written down.
    let grid = ImageGrid(
      (0..<14).map { Self.ramp($0, caption: "\($0) as \(($0 * 7) % 10)", isMarked: $0 == 2) })
    var figure = Figure(title: "Misclassified", panels: [Panel(drawing: grid)])
    let onLight = try figure.render(fonts: fonts)
    #expect(onLight.digest == 3_124_379_617_495_101_566)
    figure.theme = .dark
    let onDark = try figure.render(fonts: fonts)
    #expect(onDark.digest == 6_209_917_577_067_702_153)
  }
}

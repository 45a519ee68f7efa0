import Foundation
import SystemPackage
import Testing

@testable import Ink

@Suite("Text")
struct TextTests {
  private let fonts: FontSet

  init() throws { fonts = try FontSet.load(from: FontSet.systemFolders) }

  @Test("DejaVu Sans has the metrics that its tables state")
  func metrics() {
    // head.unitsPerEm, hhea.ascent and hhea.descent of DejaVu 2.37; OS/2.sCapHeight is 1493.
    #expect(fonts.regular.unitsPerEm == 2048)
    #expect(fonts.regular.ascender == 1901)
    #expect(fonts.regular.descender == -483)
    #expect(fonts.regular.capHeight == 1493)
  }

  @Test("all digits have the advance 1303/2048 em, so that columns of numbers line up")
  func tabularFigures() throws {
    for digit in "0123456789" {
      #expect(try TextLayout(String(digit), face: fonts.regular).advance == 13030)
    }
    #expect(abs(try fonts.width(of: "2026", size: 20.48) - 4 * 13.03) < 1e-12)
  }

  @Test("pairs are kerned: AV is narrower than A and V")
  func kerning() throws {
    let together = try TextLayout("AV", face: fonts.regular).advance
    let apart =
      try TextLayout("A", face: fonts.regular).advance
      + TextLayout("V", face: fonts.regular).advance
    #expect(together < apart)
    #expect(together > apart * 8 / 10)
  }

  @Test("markup is split into raised, lowered and plain parts; unclosed braces are text")
  func markup() {
    #expect(
      TextMarkup.spans(of: "a^{2}b_{i}") == [
        .init(text: "a", level: .baseline), .init(text: "2", level: .superscript),
        .init(text: "b", level: .baseline), .init(text: "i", level: .subscript),
      ])
    for plain in ["x^2", "x_1", "a^{b", "^", "{}", "_{"] {
      #expect(TextMarkup.spans(of: plain) == [.init(text: plain, level: .baseline)])
    }
    #expect(TextMarkup.spans(of: "").isEmpty)
  }

  @Test("exponents use the font's own raised digits, other text is raised at 7/10")
  func superscripts() throws {
    let exponent = try TextLayout("10^{\u{2212}3}", face: fonts.regular)
    #expect(exponent.placements.allSatisfy { $0.scale == 10 && $0.rise == 0 })
    #expect(
      exponent.placements.map(\.glyph)
        == (try TextLayout("10\u{207B}\u{B3}", face: fonts.regular)).placements.map(\.glyph))
    let word = try TextLayout("x^{max}", face: fonts.regular)
    #expect(word.placements.dropFirst().allSatisfy { $0.scale == 7 && $0.rise > 0 })
  }

  @Test("the signs that reports use are in both faces")
  func signs() throws {
    for face in FontSet.Face.allCases {
      for sign in "σλμ−×√∂∇≤≥±…\u{2009}⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁" {
        let layout = try TextLayout(String(sign), face: fonts[face])
        #expect(layout.placements.allSatisfy { $0.glyph != 0 }, "\(sign) in \(face)")
      }
    }
  }

  @Test("an unknown character is drawn as a box")
  func unknownCharacter() throws {
    let layout = try TextLayout("\u{4E2D}", face: fonts.regular)
    #expect(layout.placements.map(\.glyph) == [0])
    #expect(layout.placements[0].outline.isEmpty == false)
    #expect(layout.advance > 0)
  }

  @Test("bounds follow anchor, baseline and rotation")
  func bounds() throws {
    let width = try fonts.width(of: "label", size: 12)
    var run = TextRun("label", at: Point(x: 100, y: 50), size: 12)
    #expect(try run.bounds(fonts: fonts).minX == 100)
    run.anchor = .end
    #expect(abs(try run.bounds(fonts: fonts).maxX - 100) < 1e-9)
    run.anchor = .middle
    run.degrees = -90
    let upright = try run.bounds(fonts: fonts)
    #expect(abs(upright.height - width) < 1e-9)
    #expect(abs(upright.center.y - 50) < 1e-9)
  }

  @Test("ink of a line lies within its bounds")
  func inkInBounds() throws {
    for (anchor, degrees) in [(TextRun.Anchor.start, 0.0), (.middle, -90), (.end, 30)] {
      let run = TextRun(
        "Ågjpqy 10^{−15}", at: Point(x: 80, y: 80), size: 13, anchor: anchor, baseline: .middle,
        degrees: degrees)
      let scene = Scene(size: Size(width: 200, height: 200), items: [.text(run)])
      let picture = try Rasterizer.render(scene, scale: 1, fonts: fonts)
      let bounds = try run.bounds(fonts: fonts).inset(by: -1.5)
      var isEmpty = true
      for y in 0..<200 {
        for x in 0..<200 where picture[x, y] != .white {
          isEmpty = false
          #expect(bounds.contains(Rect(x: Double(x), y: Double(y), width: 1, height: 1)))
        }
      }
      #expect(!isEmpty)
    }
  }

  @Test("a missing font names the file, the folders and the package")
  func missingFont() throws {
    let error = #expect(throws: InkError.self) { try FontSet.load(from: ["/nowhere/fonts"]) }
    #expect(error == .fontNotFound(file: "DejaVuSans.ttf", searched: ["/nowhere/fonts"]))
    let text = error?.description ?? ""
    #expect(text.contains("DejaVuSans.ttf") && text.contains("/nowhere/fonts"))
    #expect(text.contains("apt install fonts-dejavu-core"))
  }

  @Test("a font is read once, and again when its file has changed")
  func changedFont() throws {
    let folder = FilePath("/tmp/pipe fonts \(UInt64.random(in: .min ... .max))")
    try FileManager.default.createDirectory(
      atPath: folder.string, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder.string) }
    func place(_ face: FontFace, as name: String) throws {
      try Data(face.fileBytes).write(to: URL(filePath: folder.appending(name).string))
    }
    try place(fonts.regular, as: "DejaVuSans.ttf")
    try place(fonts.bold, as: "DejaVuSans-Bold.ttf")
    let first = try FontSet.load(from: [folder])
    let second = try FontSet.load(from: [folder])
    #expect(first.regular === second.regular && first.bold === second.bold)
    try place(fonts.bold, as: "DejaVuSans.ttf")
    let third = try FontSet.load(from: [folder])
    #expect(third.regular.fileBytes == fonts.bold.fileBytes && third.bold === first.bold)
  }

  @Test("a file that is no font is refused with its name")
  func damagedFont() throws {
    #expect {
      try FontFace(path: "/etc/passwd")
    } throws: { error in
      guard case .unreadableFont(path: "/etc/passwd", _)? = error as? InkError else { return false }
      return true
    }
    #expect(throws: InkError.self) { try FontFace(path: "/etc") }
  }

  @Test("two threads draw the same text at once and get the same pixels")
  func concurrency() async throws {
    let scene = Scene(
      size: Size(width: 120, height: 30),
      items: [.text(TextRun("Threads 0123", at: Point(x: 4, y: 20), size: 12))])
    let fonts = fonts
    let expected = try Rasterizer.render(scene, fonts: fonts)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask { try Rasterizer.render(scene, fonts: fonts) == expected }
      }
      for try await isEqual in group { #expect(isEqual) }
    }
  }
}

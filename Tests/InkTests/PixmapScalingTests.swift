import Testing

@testable import Ink

@Suite("Pictures made smaller")
struct PixmapScalingTests {
  @Test("keep their shape, and a picture that is small enough stays as it is")
  func sizes() {
    let picture = Pixmap(width: 300, height: 151, color: Color(0x336699))
    let small = picture.scaledDown(toWidth: 100)
    #expect((small.width, small.height) == (100, 50))
    #expect(small == Pixmap(width: 100, height: 50, color: Color(0x336699)))
    #expect(picture.scaledDown(toWidth: 300) == picture)
    #expect(Pixmap(width: 9, height: 1, color: Color(0)).scaledDown(toWidth: 2).height == 1)
  }

  @Test("average light, not codes: black and white make the grey that looks half as bright")
  func light() {
    var board = Pixmap(width: 4, height: 2, color: Color(0xFFFFFF))
    for (x, y) in [(0, 0), (1, 1), (2, 0), (3, 1)] { board[x, y] = Color(0x000000) }
    // Half of the light of white is 188 in sRGB (IEC 61966-2-1).
    #expect(board.scaledDown(toWidth: 2) == Pixmap(width: 2, height: 1, color: Color(0xBCBCBC)))
  }
}

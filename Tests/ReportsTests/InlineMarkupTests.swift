import Testing

@testable import Reports

@Suite("The markup of texts and captions")
struct InlineMarkupTests {
  @Test(
    "marks become elements, everything else is escaped",
    arguments: [
      ("plain", "plain"),
      ("**strong** and *soft*", "<strong>strong</strong> and <em>soft</em>"),
      ("`a < b`", "<code>a &lt; b</code>"),
      ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
      ("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"),
      ("2 * 3 = 6", "2 * 3 = 6"),
      ("**", "**"),
      ("σ ≈ 0.05", "σ ≈ 0.05"),
    ])
  func html(text: String, html: String) {
    #expect(InlineMarkup.html(text) == html)
  }

  @Test("blank lines part paragraphs")
  func paragraphs() {
    #expect(InlineMarkup.paragraphs("one\ntwo\n\n\nthree\n") == ["one two", "three"])
  }
}

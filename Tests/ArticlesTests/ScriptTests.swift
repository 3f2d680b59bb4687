// What of a document is text, to be shown in another script.

import Articles
import Testing

struct ScriptTests {
  @Test func codeAndAddressesStayAsTheyAre() {
    let stays = [
      Span("茶里", style: .code),
      Span("https://example.org/茶里", target: .link("https://example.org/%E8%8C%B6")),
    ]
    let changes = [
      Span("茶里"), Span("茶里", style: .strong), Span("茶里", target: .link("a.md")),
      Span("茶里", target: .term(key: "茶里")),
    ]
    let document = Document(title: "茶里", blocks: [.quotation([.paragraph(stays + changes)])])
    let changed = document.changingText { $0.replacing("里", with: "裡") }
    #expect(changed.title == "茶裡")
    var spans: [Span] = []
    changed.blocks[0].forEachSpan { spans.append($0) }
    #expect(Array(spans.prefix(2)) == stays)
    #expect(
      spans.dropFirst(2).allSatisfy { $0.text == "茶裡" }
        && spans.map(\.target) == (stays + changes).map(\.target))
  }
}

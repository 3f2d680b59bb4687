// What of an address gets into the sequence of a hyperlink.

import Terminal
import Testing

struct HyperlinkTests {
  private func address(_ text: String) -> String? {
    Hyperlink(row: 0, columns: 0..<1, address: text)?.address
  }

  @Test(arguments: [
    ("https://a.example/b?c=d&e=%E8#f", "https://a.example/b?c=d&e=%E8#f"),
    ("https://a.example/;x;", "https://a.example/;x;"),
    ("https://a.example/\u{1B}\\\u{1B}]0;owned\u{7}", "https://a.example/%1B\\%1B]0;owned%07"),
    ("https://a.example/\n\r\t x", "https://a.example/%0A%0D%09%20x"),
    ("https://a.example/茶\u{9C}\u{9D}", "https://a.example/%E8%8C%B6%C2%9C%C2%9D"), ("\u{7F}", "%7F"),
  ])
  func allButPrintableASCIIIsEscaped(text: String, escaped: String) { #expect(address(text) == escaped) }

  @Test func onlyAShortAddressIsOne() {
    #expect(address("") == nil)
    #expect(address(String(repeating: "a", count: 2000))?.utf8.count == 2000)
    #expect(address(String(repeating: "a", count: 2001)) == nil)
    #expect(address(String(repeating: "茶", count: 223)) == nil)
  }
}

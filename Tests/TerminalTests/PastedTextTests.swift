import Terminal
import Testing

struct PastedTextTests {
  /// What is made of bytes, and of how many of them.
  private func paste(_ bytes: some Sequence<UInt8>) -> (text: String, taken: Int) {
    var pasted = PastedText()
    var taken = 0
    for byte in bytes {
      taken += 1
      if !pasted.take(byte) { break }
    }
    return (pasted.text, taken)
  }

  @Test func aPasteEndsAtItsMark() {
    let sent = "石桥的账本\u{1B}[201~q"
    let pasted = paste(sent.utf8)
    #expect(pasted.text == "石桥的账本")
    #expect(pasted.taken == sent.utf8.count - 1)
  }

  @Test(arguments: [
    "\u{1B}", "\u{1B}[", "\u{1B}[201", "\u{1B}[200~", "\u{1B}\u{1B}", "\u{1B}[A", "\u{1B}[2\u{1B}[20",
  ])
  func whatOnlyResemblesTheMarkIsPasted(text: String) {
    #expect(paste(("a" + text + "\u{1B}[201~").utf8).text == "a" + text)
    #expect(paste(("a" + text + "b\u{1B}[201~").utf8).text == "a" + text + "b")
  }

  @Test func whatIsTooLongIsLetGoUntilTheMark() {
    let sent = String(repeating: "桥", count: 50_000) + "\u{1B}[201~"
    let pasted = paste(sent.utf8)
    #expect(pasted.taken == sent.utf8.count)
    #expect(pasted.text == String(repeating: "桥", count: PastedText.most / 3))
  }

  @Test func bytesThatAreNoTextHarmNothing() {
    #expect(paste([0x61, 0xFF, 0xE6, 0xA1, 0x62]).text == "a\u{FFFD}\u{FFFD}b")
  }
}

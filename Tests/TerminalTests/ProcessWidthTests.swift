import Glibc
import Hanzi
import Terminal
import Testing

/// There is one width function in the process: what the dynamic linker gives ncurses is the program's.
struct ProcessWidthTests {
  private typealias Function = @convention(c) (wchar_t) -> Int32

  @Test func ncursesAsksTheProgramHowWideACharacterIs() throws {
    // nil is RTLD_DEFAULT: the lookup that libncursesw's own reference to wcwidth takes.
    let wcwidth = unsafeBitCast(try #require(dlsym(nil, "wcwidth")), to: Function.self)
    for point in UInt32(0)...0x1FFFF {
      guard let scalar = Unicode.Scalar(point) else { continue }
      if wcwidth(wchar_t(bitPattern: point)) != Int32(CellWidth.of(scalar)) {
        Issue.record("U+\(String(point, radix: 16))")
      }
    }
    #expect(wcwidth(-1) == -1)
    #expect(wcwidth(wchar_t(bitPattern: 0xD800)) == -1)
  }
}

import Glibc
import Hanzi
import Testing

/// The width of every assigned code point, held against UAX #11 and against glibc. Each departure is named
/// with its reason; whatever is not named agrees.
struct StandardWidthTests {
  @Test(.enabled(if: UnicodeData.isThere)) func widthsAreThoseOfUAX11() {
    for (points, value) in UnicodeData.ranges("EastAsianWidth.txt") {
      let standard = value == "W" || value == "F" ? 2 : 1
      for scalar in points.compactMap(Unicode.Scalar.init) where CellWidth.of(scalar) != standard {
        if departsFromUAX11(scalar) == nil { record(scalar, standard) }
      }
    }
  }

  /// UAX #11 is about the room that something seen takes; these are not seen by themselves.
  private func departsFromUAX11(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.properties.generalCategory {
    case .control: return "a control is never sent"
    case .nonspacingMark, .enclosingMark: return "a mark stands on the character before it"
    case .format: return "a format character shows nothing"
    case .lineSeparator, .paragraphSeparator: return "a separator shows nothing"
    default: break
    }
    return switch scalar.value {
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: "a medial or final jamo joins the initial before it"
    case 0x1171E: "a non-spacing mark until Unicode 16, which Swift knows and ICU does not yet"
    case 0x4DC0...0x4DFF: "hexagrams are wide since Unicode 16, and in glibc before"
    default: nil
    }
  }

  @Test func widthsAreThoseOfGlibc() throws {
    let glibc = try #require(Glibc())
    for scalar in (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init) {
      // Debian 12's glibc knows Unicode 14.
      guard let age = scalar.properties.age, age.major < 15 else { continue }
      if scalar.properties.generalCategory == .unassigned { continue }
      let width = glibc.width(of: scalar)
      if width != CellWidth.of(scalar), departsFromGlibc(scalar) == nil { record(scalar, width) }
    }
  }

  private func departsFromGlibc(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x2028, 0x2029: "glibc has separators as controls; a width below 0 would end ncurses' line"
    case 0x3248...0x324F: "ambiguous by UAX #11, as the other circled numbers are, so the setting decides"
    default: nil
    }
  }

  private func record(_ scalar: Unicode.Scalar, _ standard: Int) {
    Issue.record("U+\(String(scalar.value, radix: 16)): \(CellWidth.of(scalar)), not \(standard)")
  }
}

/// The C library's own wcwidth, which the process has another of, in a UTF-8 locale.
private struct Glibc {
  private typealias Function = @convention(c) (wchar_t) -> Int32
  private let wcwidth: Function

  init?() {
    guard let library = dlopen("libc.so.6", RTLD_LAZY), let symbol = dlsym(library, "wcwidth"),
      let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    else { return nil }
    uselocale(locale)
    wcwidth = unsafeBitCast(symbol, to: Function.self)
  }

  func width(of scalar: Unicode.Scalar) -> Int { Int(wcwidth(wchar_t(bitPattern: scalar.value))) }
}

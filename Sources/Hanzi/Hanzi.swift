// What is known about Chinese text on a grid of cells: how wide a character is, and which characters may
// not begin or end a line. This file is the whole API.
//
// Hanzi knows Unicode. It must not know documents, terminals or files.

import CICU
import Synchronization

/// How wide characters of ambiguous width are (UAX #11: “ ” … — · ① and the like).
package enum AmbiguousWidth: String, Hashable, Sendable, CaseIterable {
  /// One column, as most terminals have them.
  case narrow
  /// Two columns, as terminals set up for Chinese have them.
  case wide
}

/// The one width function of the process, in columns. Typesetting, the Surface and ncurses all ask it.
package enum CellWidth {
  private static let isAmbiguousWide = Atomic<Bool>(false)

  /// How wide ambiguous characters are, for the whole process. Set once, before the first screen.
  package static var ambiguous: AmbiguousWidth {
    get { isAmbiguousWide.load(ordering: .relaxed) ? .wide : .narrow }
    set { isAmbiguousWide.store(newValue == .wide, ordering: .relaxed) }
  }

  /// The columns of a code point: 0, 1 or 2; -1 for controls, as `wcwidth` has it.
  ///
  /// UAX #11 (https://www.unicode.org/reports/tr11/): W and F take two columns, A by the setting, marks and
  /// format characters none. Medial and final jamo join the initial before them and take none.
  package static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x7E: 1
    case 0: 0
    case 0x01...0x1F, 0x7F...0x9F: -1
    case 0x3001...0x3029, 0x3041...0x3096, 0x30A0...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xFF01...0xFF60:
      2
    case 0xAD: 1
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: 0
    case 0x2028, 0x2029: 0
    default: byProperty(scalar)
    }
  }

  private static func byProperty(_ scalar: Unicode.Scalar) -> Int {
    let point = Int32(bitPattern: scalar.value)
    if kanbao_is_mark(point) != 0 { return 0 }
    return switch kanbao_width_of(point) {
    case kanbao_wide: 2
    case kanbao_ambiguous: isAmbiguousWide.load(ordering: .relaxed) ? 2 : 1
    default: 1
    }
  }

  /// The columns of a character (UAX #29 grapheme cluster) as the grid shows it: those of its code points
  /// together (นำ and षा have several that take a column); of an emoji those of its first, and two where
  /// a variation selector asks for an emoji, or two regional indicators make a flag.
  package static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    let width = max(0, of(first))
    guard let second = scalars.dropFirst().first else { return width }
    guard first.properties.isEmoji else {
      return min(mostOfCharacter, scalars.reduce(0) { $0 + max(0, of($1)) })
    }
    if second.value == 0xFE0F { return 2 }
    if (0x1F1E6...0x1F1FF).contains(second.value), (0x1F1E6...0x1F1FF).contains(first.value) { return 2 }
    return width
  }

  /// The columns a character takes at most, so that even one of a hundred letters fits the narrowest line.
  package static let mostOfCharacter = 8

  /// The columns of a text in one line.
  package static func of(_ text: some StringProtocol) -> Int {
    var width = 0
    for character in text { width += of(character) }
    return width
  }
}

/// Which characters may not begin or end a line (避头尾): Requirements for Chinese Text Layout §3.1.6,
/// https://www.w3.org/TR/clreq/#prohibition_rules_for_line_start_end, in its strict form.
package enum Kinsoku {
  /// Whether no line may begin with the character: closing marks, stops, dashes, middle dots.
  package static func mayNotBegin(_ character: Character) -> Bool { neverFirst.contains(plain(character)) }

  /// Whether no line may end with the character: opening marks.
  package static func mayNotEnd(_ character: Character) -> Bool { neverLast.contains(plain(character)) }

  /// The mark without the variation selector that chooses its place in the cell (U+FE00, U+FE01).
  private static func plain(_ character: Character) -> Character {
    guard character.utf8.count > 4, character.unicodeScalars.count == 2,
      let last = character.unicodeScalars.last,
      (0xFE00...0xFE01).contains(last.value), let first = character.unicodeScalars.first
    else { return character }
    return Character(first)
  }

  private static let neverFirst = Set(
    "。，、．：；！？…—–～·・‧）」』】》〉〕］｝〗〙〛”’〞〟!),.:;?]}%％‰°℃′″｡､･ﾞﾟ々〻ゝゞヽヾーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ／»›"
      + "〜‥⋯︰﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞﹂﹄︶︸︺︼︾﹀｣｠〉ｧｨｩｪｫｬｭｮｯｰゎゕゖ‼⁇⁈⁉ˉˇ"
      + "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
  )
  private static let neverLast = Set("（「『【《〈〔［｛〖〘〚“‘〝([{＄￥￡$¥£«‹｢｟〈﹙﹛﹝﹁﹃︵︷︹︻︽︿")
}

// Kinsoku 避头尾: which characters may not begin or end a line. Knows characters one by one; what stands
// beside them is LineBreakRules' matter.

/// Which characters may not begin or end a line: Requirements for Chinese Text Layout, "Prohibition rules for
/// line start and line end", https://www.w3.org/TR/clreq/#prohibition_rules_for_line_start_end.
package enum Kinsoku {
  /// How much is prohibited.
  package enum Level: String, Hashable, Sendable, CaseIterable {
    /// 严格处理: beside what basic prohibits, dashes, ellipses and small kana begin no line, and a solidus
    /// between Han ends none.
    case strict
    /// 基本处理: stops, closing marks, connectors, interpuncts, solidi and iteration marks begin no line; opening
    /// marks end none.
    case basic
  }

  /// What is prohibited to a character.
  struct Class: OptionSet {
    let rawValue: UInt8
    static let neverFirstBasic = Class(rawValue: 1)
    static let neverFirst = Class(rawValue: 2)
    static let neverLastBasic = Class(rawValue: 4)
    static let neverLast = Class(rawValue: 8)
    /// May hang in the margin: CLREQ, "Hanging punctuation at line end", names these three.
    static let hangs = Class(rawValue: 16)
    /// A connector between two words or numbers, and before one that it is the sign of: there it may begin a line.
    static let sign = Class(rawValue: 32)
  }

  /// The classes of U+0000 to U+FFFF; no mark is beyond.
  static let table: [Class] = {
    var table = [Class](repeating: [], count: 0x10000)
    func mark(_ characters: String, _ classes: Class) {
      for scalar in characters.unicodeScalars { table[Int(scalar.value)].formUnion(classes) }
    }
    for marks in [stops, closing, connectors, interpuncts, solidi, suffixes, repeats] {
      mark(marks, [.neverFirstBasic, .neverFirst])
    }
    mark(dashes + smallKana, .neverFirst)
    mark(opening + prefixes, [.neverLastBasic, .neverLast])
    mark("／", .neverLast)
    mark("。，、", .hangs)
    mark("－", .sign)
    return table
  }()

  /// 点号, with their forms of half width, small, and for vertical text.
  private static let stops = "。，、．：；！？!,.:;?｡､﹐﹑﹒﹔﹕﹖﹗‼⁇⁈⁉"
  /// 结束引号、结束括号、结束书名号.
  private static let closing = "）」』】》〉〕］｝〗〙〛”’〞〟)]}»›〉﹚﹜﹞﹂﹄︶︸︺︼︾﹀｣｠"
  /// 连接号.
  private static let connectors = "–～〜－"
  /// 间隔号; a bullet is typed for it, too.
  private static let interpuncts = "·・‧･•"
  /// 分隔号.
  private static let solidi = "/／"
  /// What belongs to the number or word before it: units, tone and sound marks.
  private static let suffixes = "%％‰°℃′″ﾞﾟˉˇ"
  /// 破折号、省略号; a line of a box is typed for a dash, too.
  private static let dashes = "—⸺─…‥⋯︰"
  /// What stands for the character before it.
  private static let repeats = "々〻ゝゞヽヾ"
  /// CSS Text's `line-break: strict` (https://www.w3.org/TR/css-text-3/#line-break-property).
  private static let smallKana =
    "ーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶｧｨｩｪｫｬｭｮｯｰㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
  /// 开始引号、开始括号、开始书名号.
  private static let opening = "（「『【《〈〔［｛〖〘〚“‘〝([{«‹｢｟〈﹙﹛﹝﹁﹃︵︷︹︻︽︿"
  /// What belongs to the number after it.
  private static let prefixes = "＄￥￡$¥£"
}

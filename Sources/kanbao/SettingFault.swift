// Why a text is no TOML, in plain words: told by what its statement leaves open, by the character the parser stopped
// at, and by what the parser says, which is kept only where nothing plainer is known.

import Parsing
import TOMLKit

/// Something in a text that is no TOML.
struct SettingFault {
  /// Where it is.
  private(set) var place: TextPlace
  private let statement: SettingStatement?
  private let lines: [[Unicode.Scalar]]
  /// What the parser was reading, and what it says of it.
  private let scope: String, said: String
  /// What is wrong, and what would be right.
  private(set) var wording = Wording("", "", "")

  /// What the parser found at a place, in a statement of the text's lines.
  init(
    _ error: TOMLParseError, _ place: TextPlace, _ statement: SettingStatement?, _ lines: [[Unicode.Scalar]]
  ) {
    (self.place, self.statement, self.lines) = (place, statement, lines)
    let words = error.description.replacing("Error while parsing ", with: "")
    let colon = words.firstRange(of: ": ")
    scope = colon.map { String(words[..<$0.lowerBound]) } ?? ""
    said = colon.map { String(words[$0.upperBound...]) } ?? words
    if let open = statement?.open, open.place <= place {
      self.place = open.place
      wording = SettingFault.unclosed(open.mark)
    } else if let first = after.first, let plain = SettingFault.plain[first] {
      wording = SettingFault.wide(first, plain)
    } else {
      if isInValue { self.place = beginOfValue }
      wording = reason
    }
  }

  /// A table's name that is not written as names are.
  init(named rest: ArraySlice<Unicode.Scalar>, _ place: TextPlace, _ statement: SettingStatement) {
    (self.place, self.statement, lines, scope, said) = (place, statement, [], "", "")
    if let open = statement.open {
      self.place = open.place
      wording = SettingFault.unclosed(open.mark)
    } else if let first = rest.first, let plain = SettingFault.plain[first] {
      wording = SettingFault.wide(first, plain)
    } else {
      wording = SettingFault.unquoted(SettingFault.text(rest.prefix { $0 != "]" }))
    }
  }

  /// Whether a character may stand in a name without quotation marks.
  static func isOfBareName(_ character: Unicode.Scalar) -> Bool {
    character.isASCII
      && (character.properties.isAlphabetic || "0123456789-_".unicodeScalars.contains(character))
  }

  // MARK: Where it is

  /// The line up to the place, and from it on.
  private var before: ArraySlice<Unicode.Scalar> { line.prefix(place.column - 1) }
  private var after: ArraySlice<Unicode.Scalar> { line.dropFirst(place.column - 1) }

  private var line: [Unicode.Scalar] { lines.indices.contains(place.line - 1) ? lines[place.line - 1] : [] }

  private var isInValue: Bool {
    scope == "value"
      || ["boolean", "integer", "floating-point", "date", "time", "infinity", "nan"].contains {
        scope.contains($0)
      }
  }

  private var beginOfValue: TextPlace {
    let begin = before.lastIndex { isBlank($0) || "=[,{".unicodeScalars.contains($0) }
    return TextPlace(line: place.line, column: (begin ?? -1) + 2)
  }

  private static func text(_ characters: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: characters)
    let text = cleanLine(String(view))
    return text.count > longest ? text.prefix(longest) + "…" : text
  }

  /// Characters of what is quoted of a text.
  private static let longest = 40

  // MARK: What it is

  private var reason: Wording {
    if isInValue { return wordingOfValue }
    if said.hasPrefix("cannot redefine") { return twice }
    switch scope {
    case "key-value pair", "table header": return wordingOfPair
    case "array", "inline table": return wordingOfList
    case "root table", "key": return wordingOfName
    case "string",
      "unicode scalar sequence" where said.contains("escape") || said.contains("digit"):
      return Wording(
        "反斜线要写成 \\\\，或把引号换成 '", "反斜線要寫成 \\\\，或把引號換成 '",
        "a backslash is written \\\\, or the text stands between '")
    default: return unknown
    }
  }

  private var wordingOfPair: Wording {
    if said.hasPrefix("expected a comment") { return SettingFault.tooMuch(SettingFault.text(after)) }
    if said.hasPrefix("expected '='") || !before.contains("=") {
      let name = SettingFault.text(before)
      return Wording("“\(name)”后面没有 =", "「\(name)」後面沒有 =", "there is no = after “\(name)”")
    }
    return SettingFault.noValue
  }

  private var wordingOfValue: Wording {
    let word = SettingFault.text(after.prefix { !"#,]}".unicodeScalars.contains($0) })
    if word.isEmpty || word.hasPrefix("=") { return SettingFault.noValue }
    let small = word.lowercased()
    if small == "true" || small == "false" {
      return Wording("“\(word)”要写成 \(small)", "「\(word)」要寫成 \(small)", "“\(word)” is written \(small)")
    }
    if word.allSatisfy({ "0123456789+-._".contains($0) }) {
      return Wording("“\(word)”不是数", "「\(word)」不是數", "“\(word)” is no number")
    }
    let quoted = word.contains("\"") || word.contains("\\") ? "'\(word)'" : "\"\(word)\""
    return Wording(
      "“\(word)”要加引号：\(quoted)", "「\(word)」要加引號：\(quoted)", "“\(word)” wants quotation marks: \(quoted)")
  }

  private var wordingOfList: Wording {
    if said.contains("comma)") || said.contains("saw comma") {
      return Wording("多出一个逗号", "多出一個逗號", "there is a comma too many")
    }
    if said.hasPrefix("expected comma") { return Wording("前面没有逗号", "前面沒有逗號", "there is no comma before it") }
    return said.hasPrefix("expected key ") ? wordingOfName : unknown
  }

  private var wordingOfName: Wording {
    switch after.first {
    case "=": return Wording("= 前面没有名字", "= 前面沒有名字", "there is no name before =")
    case "/": return Wording("注释要用 # 开头", "註解要用 # 開頭", "a comment begins with #")
    case "]", "}": return SettingFault.tooMuch(SettingFault.text(after))
    default: return SettingFault.unquoted(SettingFault.text(after.prefix { $0 != "=" && $0 != "]" }))
    }
  }

  /// A name that stands above already.
  private var twice: Wording {
    let from = (statement?.lines.lowerBound ?? 1) - 1
    let above = SettingLines(SettingDraft.text(of: lines.prefix(from)))
    let path = SettingLines(SettingDraft.text(of: lines.dropFirst(from).prefix(statement?.lines.count ?? 1)))
      .first
    let name = SettingFault.text(path.joined(separator: ".").unicodeScalars)
    let line = above.line(of: (statement?.isHeader == true ? [] : above.table) + path)
    let what = Wording("“\(name)”写了两次", "「\(name)」寫了兩次", "“\(name)” is there twice")
    return line.map { what + Wording("，第 \($0) 行已有", "，第 \($0) 行已有", ", in line \($0) already") } ?? what
  }

  private var unknown: Wording {
    let line = cleanLine(said)
    return Wording("不合 TOML：\(line)", "不合 TOML：\(line)", "it is no TOML: \(line)")
  }

  private static func unclosed(_ mark: Unicode.Scalar) -> Wording {
    switch mark {
    case "[": Wording("[ 没有配上 ]", "[ 沒有配上 ]", "[ is not closed by ]")
    case "{": Wording("{ 在这一行没有配上 }", "{ 在這一行沒有配上 }", "{ is not closed by } in its line")
    default:
      Wording("引号 \(mark) 没有配上另一个", "引號 \(mark) 沒有配上另一個", "the quotation mark \(mark) is not closed")
    }
  }

  private static func wide(_ mark: Unicode.Scalar, _ plain: Unicode.Scalar) -> Wording {
    Wording("\(mark) 要写成半角的 \(plain)", "\(mark) 要寫成半形的 \(plain)", "\(mark) is to be the plain \(plain)")
  }

  private static func unquoted(_ name: String) -> Wording {
    Wording("名字“\(name)”要加引号", "名字「\(name)」要加引號", "the name “\(name)” wants quotation marks")
  }

  private static func tooMuch(_ rest: String) -> Wording {
    Wording("多出“\(rest)”", "多出「\(rest)」", "“\(rest)” is too much")
  }

  private static let noValue = Wording("= 后面没有值", "= 後面沒有值", "there is no value after =")

  /// The marks of a Chinese keyboard, and what TOML has for them.
  private static let plain: [Unicode.Scalar: Unicode.Scalar] = [
    "“": "\"", "”": "\"", "「": "\"", "」": "\"", "＂": "\"", "‘": "'", "’": "'", "＝": "=", "：": "=", "，": ",",
    "、": ",", "【": "[", "】": "]", "［": "[", "］": "]", "｛": "{", "｝": "}", "＃": "#", "．": ".", "。": ".",
  ]
}

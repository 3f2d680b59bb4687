// What swift-argument-parser (1.8) says by itself, in Chinese: the headings of its help, and its errors, of which its
// public interface tells nothing but the text. What is not known here is passed on as it is.

import Foundation
import Hanzi
import Reader

/// The parser's own words in the locale's language.
enum ParserWords {
  // MARK: Help

  /// So many columns that the parser breaks no line: it counts characters, and here they take two cells.
  static var helpColumns: Int? { Language.ofLocale == .english ? nil : 10_000 }

  /// A help text that was made for `helpColumns`.
  static func help(_ text: String) -> String {
    guard Language.ofLocale != .english else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      wrapped(helpLine(String(line)))
    }
    return lines.joined(separator: "\n")
  }

  private static func helpLine(_ line: String) -> String {
    var line = line
    for (english, chinese) in headings where line.hasPrefix(english) {
      line = chinese[.ofLocale] + line.dropFirst(english.count)
    }
    for (english, chinese) in helpPhrases {
      line.replace(english) { match in chinese(match.output.map { String($0.substring ?? "") })[.ofLocale] }
    }
    return line
  }

  private static let headings = [
    ("OVERVIEW: ", Wording("", "", "")), ("USAGE: ", Wording("用法：", "用法：", "")),
    ("ARGUMENTS:", Wording("参数：", "參數：", "")), ("OPTIONS:", Wording("选项：", "選項：", "")),
    ("SUBCOMMANDS:", Wording("命令：", "命令：", "")),
  ]

  /// Each phrase, with what varies in it, and what it is in Chinese.
  private typealias Phrases = [(Regex<AnyRegexOutput>, ([String]) -> Wording)]

  private static var helpPhrases: Phrases {
    [
      (Regex(#/Show the version\.$/#), { _ in Wording("显示版本", "顯示版本", "") }),
      (Regex(#/Show help information\.$/#), { _ in Wording("显示说明", "顯示說明", "") }),
      (Regex(#/^Show subcommand help information\.$/#), { _ in Wording("显示命令的说明。", "顯示命令的說明。", "") }),
      (Regex(#/<subcommand>/#), { _ in Wording("<命令>", "<命令>", "") }),
      // The column of what follows stays: four characters of two cells, ten of one.
      (Regex(#/ \(default\)(?=  )/#), { _ in Wording("（默认）  ", "（預設）  ", "") }),
      (Regex(#/ \(default: (.+)\)$/#), { Wording("（默认 \($0[1])）", "（預設 \($0[1])）", "") }),
      (
        Regex(#/ \(values: (.+); default: (.+)\)$/#),
        { Wording("（\($0[1])；默认 \($0[2])）", "（\($0[1])；預設 \($0[2])）", "") }
      ),
      (
        Regex(#/See '(.+)' for detailed help\.$/#),
        { Wording("各命令的说明：\($0[1])", "各命令的說明：\($0[1])", "") }
      ),
    ]
  }

  // MARK: Lines

  /// Where the explanations of options begin, in columns.
  private static let explanations = 26

  /// A line of help, broken where the terminal ends: at blanks and behind punctuation.
  private static func wrapped(_ line: String) -> String {
    let indent = line.hasPrefix("  ") && CellWidth.of(line) > explanations ? explanations : 0
    var lines: [String] = [], current = "", word = ""
    for character in line {
      word.append(character)
      guard character == " " || "，。；：、）".contains(character) else { continue }
      add(word)
      word = ""
    }
    add(word)
    return (lines + [current]).joined(separator: "\n")

    func add(_ word: String) {
      let hasRoom = CellWidth.of(current + word.trimmingCharacters(in: .whitespaces)) <= columns
      if !hasRoom, CellWidth.of(current) > indent {
        lines.append(String(current.reversed().drop { $0 == " " }.reversed()))
        current = String(repeating: " ", count: indent)
      }
      current += word
    }
  }

  private static var columns: Int {
    if let columns = environment("COLUMNS").flatMap({ Int($0) }), columns > 0 { return columns }
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  // MARK: Errors

  /// What is wrong with how the program was called.
  static func error(_ text: String) -> String {
    // More of the line follows.
    let text = text.hasSuffix(".") ? String(text.dropLast()) : text
    guard Language.ofLocale != .english else { return text }
    for (english, chinese) in errors {
      guard let match = text.wholeMatch(of: english.dotMatchesNewlines()) else { continue }
      return chinese(match.output.map { String($0.substring ?? "") })[.ofLocale]
    }
    return text
  }

  private static var errors: Phrases {
    [
      (
        Regex(#/Unknown option '(.+)'\. Did you mean '(.+)'\?/#),
        { Wording("没有选项 \($0[1])（是不是 \($0[2])？）", "沒有選項 \($0[1])（是不是 \($0[2])？）", "") }
      ),
      (
        Regex(#/Unknown option '(.+)'|Invalid option: (.+)/#),
        { Wording("没有选项 \($0[1])\($0[2])", "沒有選項 \($0[1])\($0[2])", "") }
      ),
      (
        Regex(#/Missing value for '(\S+) (.+)'/#),
        { Wording("\($0[1]) 后面要有 \($0[2])", "\($0[1]) 後面要有 \($0[2])", "") }
      ),
      (
        Regex(#/The option '(.+)' does not take any value, but '(.*)' was specified/#),
        { Wording("\($0[1]) 后面不要“\($0[2])”", "\($0[1]) 後面不要「\($0[2])」", "") }
      ),
      (
        Regex(#/Unexpected argument '(.*)'/#),
        { Wording("多出“\($0[1])”", "多出「\($0[1])」", "") }
      ),
      (
        Regex(#/\d+ unexpected arguments: '(.*)'/#),
        { words in
          let all = words[1].components(separatedBy: "', '")
          return Wording(
            "多出“\(all.joined(separator: "”“"))”", "多出「\(all.joined(separator: "」「"))」", "")
        }
      ),
      (
        Regex(#/Missing expected argument '(.+)'/#),
        { Wording("还要写上 \($0[1])", "還要寫上 \($0[1])", "") }
      ),
      (
        Regex(#/Missing one of: (.+)/#),
        { words in
          let all = words[1].replacing("'", with: "").replacing(", ", with: "、")
          return Wording("要有其中一个：\(all)", "要有其中一個：\(all)", "")
        }
      ),
      (
        Regex(#/Value to be set with flag '(.+)' had already been set with flag '(.+)'/#),
        { Wording("\($0[2]) 和 \($0[1]) 只能用一个", "\($0[2]) 和 \($0[1]) 只能用一個", "") }
      ),
      (
        Regex(#/The value '(.*)' is invalid for '(.+)'\. Please provide one of (.+)/#),
        { words in
          let choices = words[3].matches(of: #/'([^']+)'/#).map { String($0.output.1) }.joined(separator: "、")
          return Wording(
            "\(words[2]) 不能是“\(words[1])”；有 \(choices)", "\(words[2]) 不能是「\(words[1])」；有 \(choices)", "")
        }
      ),
      (
        Regex(#/The value '(.*)' is invalid for '(.+)'/#),
        { Wording("\($0[2]) 不能是“\($0[1])”", "\($0[2]) 不能是「\($0[1])」", "") }
      ),
    ]
  }
}

// What is wrong in the configuration: where, what, and what may have been meant.

import Hanzi

/// Something wrong in the configuration.
struct Mistake: Error, Hashable {
  /// The file, and the line in it and the column, from 1; nil where that is not known.
  let file: String, line: Int?, column: Int?
  /// What is wrong, and what would be right.
  let wording: Wording
  /// Whether the program can do without what is wrong.
  let isHarmless: Bool

  init(file: String, line: Int?, column: Int? = nil, _ wording: Wording, isHarmless: Bool = false) {
    (self.file, self.line, self.column) = (file, line, column)
    (self.wording, self.isHarmless) = (wording, isHarmless)
  }

  /// File, line and what is wrong.
  var sentence: Wording {
    var before = Wording(file, file, file)
    if let line { before = before + Wording(" 第 \(line) 行", " 第 \(line) 行", ": line \(line)") }
    if let column { before = before + Wording("第 \(column) 列", "第 \(column) 欄", ", column \(column)") }
    return Wording(
      "\(before.simplified)：\(wording.simplified)", "\(before.traditional)：\(wording.traditional)",
      "\(before.english): \(wording.english)")
  }

  /// Asks whether the name nearest to a wrong one was meant; nil where none is near.
  static func question(of word: String, among names: [String]) -> Wording? {
    nearest(to: word, among: names).map(question)
  }

  /// Asks whether a name was meant.
  static func question(of name: String) -> Wording {
    Wording("；是不是 \(name)？", "；是不是 \(name)？", "; did you mean \(name)?")
  }

  /// The same; where none is near, says which there are.
  static func suggestion(for word: String, among names: [String]) -> Wording {
    if let question = question(of: word, among: names) { return question }
    let list = names.joined(separator: "、")
    return Wording("；有 \(list)", "；有 \(list)", "; there are \(names.joined(separator: ", "))")
  }
}

extension Wording {
  /// Both, one after the other.
  static func + (first: Wording, second: Wording) -> Wording {
    Wording(
      first.simplified + second.simplified, first.traditional + second.traditional,
      first.english + second.english)
  }
}

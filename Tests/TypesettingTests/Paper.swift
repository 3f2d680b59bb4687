import Articles
import Typesetting

/// The words of a reader in simplified Chinese.
let labels = Labels(
  end: "完", terms: "词条", links: "链接", original: "原文", figure: "图", video: "视频", audio: "音频",
  frame: "网页")

/// The screen of a body: what is between the head and 〔完〕.
func body(_ blocks: [Block], measure: Int = 20) -> String {
  let lines = typeset(Document(title: "题", blocks: blocks), measure: measure, labels: labels).lines.map(
    \.text)
  let end = lines.firstIndex { $0.contains("〔完〕") } ?? lines.endIndex
  return lines[2..<end].joined(separator: "\n").trimmingNewlines
}

extension String {
  fileprivate var trimmingNewlines: String {
    var text = self[...]
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}

/// A paragraph of plain text.
func paragraph(_ text: String) -> Block { .paragraph([Span(text)]) }

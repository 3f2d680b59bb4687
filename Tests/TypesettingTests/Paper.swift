import Articles
import Hanzi
import Typesetting

/// The words of a reader in simplified Chinese.
let labels = Labels(
  end: "完", terms: "主题", links: "链接", original: "原文", figure: "图", video: "视频", audio: "音频",
  frame: "网页")

/// A document set at a measure, or by a setting.
func set(_ document: Document, _ setting: Setting, about: String = "") -> TypesetDocument {
  typeset(document, setting, about: about, labels: labels)
}

func set(_ document: Document, _ measure: Int) -> TypesetDocument { set(document, Setting(measure: measure)) }

/// The body of a document: what is between the head and 〔完〕.
func body(_ blocks: [Block], measure: Int = 20) -> String { body(blocks, Setting(measure: measure)) }

func body(_ blocks: [Block], _ setting: Setting) -> String {
  let lines = set(Document(title: "题", blocks: blocks), setting).allLines().map(\.text)
  let end = lines.firstIndex { $0.contains("〔完〕") } ?? lines.endIndex
  return lines[2..<end].joined(separator: "\n").trimmingNewlines
}

/// The lines of one paragraph without an indent, at a measure of 10 columns where nothing is said.
func paragraphLines(_ text: String, _ setting: Setting = Setting(measure: 10)) -> [String] {
  var setting = setting
  setting.paragraphs = .spaced
  return body([paragraph(text)], setting).split(separator: "\n", omittingEmptySubsequences: false)
    .map(String.init)
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

extension TypesetDocument {
  /// Every place of the document, in order.
  var places: [Place] {
    var copy = self
    var places = [first]
    while case let next = copy.place(places[places.count - 1], movedBy: 1, page: 1),
      next > places[places.count - 1]
    {
      places.append(next)
    }
    return places
  }

  /// The text of the first line at a place.
  func text(at place: Place) -> String {
    var copy = self
    return copy.lines(from: place, count: 1).first?.text ?? ""
  }
}

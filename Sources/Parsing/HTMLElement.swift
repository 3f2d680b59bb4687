// What is known about HTML's elements: one table, no behaviour.

import Articles

enum HTMLElement {
  /// What an element means to a reader.
  enum Meaning: Equatable {
    /// Begins a block and ends it.
    case block(BlockBuilder.Element)
    case list(isOrdered: Bool)
    case item
    case cell(isHeader: Bool)
    /// The rows that stand last, wherever the source has them.
    case tableFoot
    case style(Span.Style)
    case script(InlineText.Script)
    /// Text that shows where it begins and ends: a terminal may have no line through what was taken back, and none above
    /// characters for how they are read.
    case between(String, String)
    /// `<q>`: quotation marks stand around it.
    case quoted
    case anchor
    case lineBreak
    case rule
    case image
    case embed
    case input
    /// Nothing in it is shown.
    case hidden
  }

  /// What is known about one element. One look-up a tag: a page of tags is asked for a million.
  struct Traits {
    /// What it means to a reader; nil for elements that change nothing.
    var meaning: Meaning?
    /// Whether it begins a new line of text.
    var isBlock: Bool
    /// Whether it has no content.
    var isVoid: Bool
    /// Whether it has none, and libxml2 takes it for one with content.
    var isLateVoid: Bool
    /// Whether its content is not markup.
    var isRawText: Bool
    /// Whether its start closes the one of its kind before it.
    var closesItself: Bool
    /// Whether nothing but its end tag ends it, and what stands in it is not shown, or not read as markup.
    var needsEnd: Bool
    /// Whether it frames a whole page.
    var isFrame: Bool
    /// Whether it frames the text of a site: a menu, a side bar, a foot.
    var isOfSite: Bool
    /// Whether the lines up to its end stand in it, for `OpenElements`.
    var isCounted: Bool
    /// Whether it is a box around text of any kind.
    var isBox: Bool

    /// Whether it is a heading.
    var isHeading: Bool { if case .block(.heading)? = meaning { true } else { false } }
  }

  /// What is known about the element called `name` (lower case); nil where HTML knows none.
  static func traits(_ name: String) -> Traits? { table[name] }

  private static func begins(_ meaning: Meaning?) -> Bool {
    switch meaning {
    case .block, .list, .item, .cell, .tableFoot, .rule: true
    default: false
    }
  }

  private static let table: [String: Traits] = {
    let void = lateVoid.union([
      "area", "base", "br", "col", "hr", "img", "input", "link", "meta", "param", "basefont", "frame",
    ])
    var table: [String: Traits] = [:]
    for name in others.union(void).union(meanings.keys) {
      let meaning = meanings[name], isRawText = ["script", "style", "xmp"].contains(name)
      table[name] = Traits(
        meaning: meaning, isBlock: begins(meaning), isVoid: void.contains(name),
        isLateVoid: lateVoid.contains(name), isRawText: isRawText,
        closesItself: ["p", "li", "td", "th", "tr", "dt", "dd", "option"].contains(name),
        needsEnd: isRawText || [.hidden, .embed].contains(meaning) && !void.contains(name) && name != "head",
        isFrame: ["html", "head", "body"].contains(name),
        isOfSite: ["header", "footer", "nav", "aside"].contains(name), isCounted: counted.contains(name),
        isBox: boxes.contains(name))
    }
    return table
  }()

  private static let counted: Set<String> = [
    "html", "body", "div", "table", "ul", "ol", "blockquote", "figure", "center", "section", "article", "pre",
    "details", "main", "dl", "form", "header", "footer", "nav", "aside", "script", "style",
  ]

  private static let boxes: Set<String> = [
    "html", "body", "div", "center", "section", "article", "details", "main", "header", "footer",
  ]

  private static let lateVoid: Set<String> = ["embed", "source", "track", "wbr", "bgsound", "keygen"]

  private static let others: Set<String> = [
    "span", "font", "html", "body", "abbr", "acronym", "big", "small", "label", "ruby", "rb", "rp",
    "time", "mark", "thead", "tbody", "colgroup", "col", "wbr", "nobr", "bdo", "bdi",
    "button", "picture", "link", "meta", "base", "param", "track", "svg", "math",
  ]

  private static let meanings: [String: Meaning] = {
    var table: [String: Meaning] = [
      "blockquote": .block(.quotation), "ul": .list(isOrdered: false), "menu": .list(isOrdered: false),
      "dir": .list(isOrdered: false), "ol": .list(isOrdered: true), "li": .item, "table": .block(.table),
      "tr": .block(.row), "td": .cell(isHeader: false), "th": .cell(isHeader: true), "tfoot": .tableFoot,
      "caption": .block(.tableCaption), "figure": .block(.figure), "figcaption": .block(.caption),
      "pre": .block(.preformatted), "listing": .block(.preformatted), "xmp": .block(.preformatted),
      "b": .style(.strong), "strong": .style(.strong), "i": .style(.emphasis), "em": .style(.emphasis),
      "cite": .style(.emphasis), "u": .style(.underline), "ins": .style(.underline), "code": .style(.code),
      "kbd": .style(.code), "samp": .style(.code), "tt": .style(.code), "sup": .script(.raised),
      "sub": .script(.lowered), "s": .between("~~", "~~"), "strike": .between("~~", "~~"),
      "del": .between("~~", "~~"), "rt": .between("(", ")"), "q": .quoted, "a": .anchor, "ok": .anchor,
      "br": .lineBreak, "hr": .rule, "img": .image, "video": .embed, "audio": .embed, "iframe": .embed,
      "embed": .embed, "object": .embed, "input": .input,
    ]
    for level in 1...6 { table["h\(level)"] = .block(.heading(level)) }
    for name in [
      "p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "center", "address",
      "form",
      "fieldset", "legend", "dl", "dt", "dd", "details", "summary", "hgroup", "body", "html", "option",
      "text",
    ] {
      table[name] = .block(.paragraph)
    }
    for name in [
      "script", "style", "noscript", "template", "head", "title", "applet", "canvas", "map", "select",
      "textarea", "noembed", "noframes", "datalist", "desc", "metadata", "defs", "symbol", "annotation",
      "annotation-xml",
    ] {
      table[name] = .hidden
    }
    return table
  }()
}

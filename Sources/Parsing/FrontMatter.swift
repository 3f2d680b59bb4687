// What stands at the very start of a page, as site generators want it, and is no text of the article: lines of YAML
// between `---`, or before one or a blank line, of TOML between `+++`, or an object of JSON; `#!` and an address. Of all
// they can say, a key and its value in one line are read, and text that is folded.

import Articles

struct FrontMatter {
  /// The page without it.
  let rest: String
  private(set) var matter = PageMatter()
  /// The days a page gives where it gives no `date`.
  private var published: CalendarDate?
  private var created: CalendarDate?
  /// An address that may be the page's own or of what it was taken from, where it gives no other.
  private var address: String?

  /// The entries, line by line or each whole, and the page after them.
  private struct Source {
    let entries: [Substring]
    let rest: Substring
    var divider: Character = ":"
  }

  /// Lines beyond which it would be an article between two rules.
  private static let mostLines = 100
  /// Bytes beyond which an object is none of a page's matter.
  private static let longestObject = 65_536

  /// Nil where the page does not begin with it.
  init?(_ text: String) {
    guard
      let source = FrontMatter.enclosed(text) ?? FrontMatter.unopened(text) ?? FrontMatter.published(text)
        ?? FrontMatter.object(text[...]).flatMap({ FrontMatter.isMatter($0) ? $0 : nil })
    else { return nil }
    rest = String(FrontMatter.withoutImports(source.rest))
    for (index, entry) in source.entries.enumerated() {
      read(entry, source.divider, source.entries[(index + 1)...])
    }
    matter.date = matter.date ?? published ?? created
    matter.original = matter.original ?? address
  }

  // MARK: Where it stands

  /// Between two lines of `---` or `+++`.
  private static func enclosed(_ text: String) -> Source? {
    var lines = Lines(text[...])
    guard let mark = lines.nextFilled()?.trimmed, ["---", "+++"].contains(mark) else { return nil }
    let divider: Character = mark == "---" ? ":" : "="
    let ends = mark == "---" ? ["---", "..."] : ["+++"]
    let inner = lines.remaining
    guard let entries = entries(&lines, ends: ends) else { return nil }
    if mark == "---", let object = object(inner), isMatter(object) {
      return Source(entries: object.entries, rest: lines.remaining)
    }
    // Between two rules, items and headings are an article's, too: the first line is a key.
    let filled = entries.filter { !$0.isBlank }
    guard let first = filled.first.flatMap({ key($0, divider) }) else { return nil }
    let isUnderstood = filled.allSatisfy { goesOn($0) || key($0, divider) != nil }
    let isPlain = isUnderstood && (isKnown(first) || first.unicodeScalars.allSatisfy(\.isASCII))
    // A line that nobody understands is passed over where several others say what this is.
    let isSure = filled.count { key($0, divider).map(isKnown) ?? false } > 1
    // A paragraph of an article stands apart from the rule above it, too.
    let isMatter =
      entries.first?.isBlank ?? true
      ? isSure && filled.allSatisfy { key($0, divider) != nil }
      : isPlain || isSure && filled.count == entries.count
    guard isMatter else { return nil }
    return Source(entries: filled, rest: lines.remaining, divider: divider)
  }

  /// At the beginning, without a line that opens it, as Hexo once wrote it; up to a blank line, as MultiMarkdown has it,
  /// where there are several lines and it is known what they say: an article may begin with a name and a colon.
  private static func unopened(_ text: String) -> Source? {
    var lines = Lines(text[...]), others = lines, beginning = lines
    guard let first = beginning.next().flatMap({ key($0, ":") }), isKnown(first) else { return nil }
    if let entries = entries(&lines, ends: ["---"]),
      entries.allSatisfy({ goesOn($0) || key($0, ":") != nil })
    {
      return Source(entries: entries, rest: lines.remaining)
    }
    guard let entries = entries(&others, ends: [""]), entries.count > 1, !entries.contains(where: goesOn)
    else { return nil }
    // Beside a title and a day other keys are a page's, too: Pelican writes `Slug: bridge`.
    let keys = entries.compactMap { key($0, ":")?.lowercased() }
    let hasDay = entries.contains { isWholeEntry($0) && key($0, ":").map(name) == "date" }
    guard Set(keys).count == entries.count, keys.joined().allSatisfy(\.isASCII),
      keys.contains("title") && hasDay || entries.allSatisfy(isWholeEntry)
    else { return nil }
    return Source(entries: entries, rest: others.remaining)
  }

  /// Whether all of a line is what a page says of itself: a day and a time, or what is as short as a name.
  private static func isWholeEntry(_ line: Substring) -> Bool {
    let parts = line.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let key = key(line, ":"), key.allSatisfy(\.isASCII) else { return false }
    let value = parts[1].trimmed
    switch name(key) {
    case "date", "publishdate", "created":
      return FrontMatter.day(String(value)) != nil
        && value.allSatisfy { $0.isNumber || "-/:.+TZ ".contains($0) }
    case "title", "author", "tags":
      return (1...longestName).contains(value.count) && !value.contains { "。，！？：".contains($0) }
    default: return false
    }
  }

  /// Characters beyond which a value is a sentence.
  private static let longestName = 40

  /// The address that a page was published at, as writers for Zhihu note it: `#! https://…`.
  private static func published(_ text: String) -> Source? {
    var lines = Lines(text[...])
    guard let line = lines.nextFilled()?.trimmed, line.hasPrefix("#! "),
      line.dropFirst(3).allSatisfy({ $0.isASCII && !$0.isWhitespace }), webAddress(line.dropFirst(3)) != nil
    else { return nil }
    return Source(entries: ["original: \(line.dropFirst(3))"], rest: lines.remaining)
  }

  /// The lines up to the one that ends them.
  private static func entries(_ lines: inout Lines, ends: [String]) -> [Substring]? {
    var entries: [Substring] = []
    for _ in 0..<mostLines {
      guard let line = lines.next() else { return nil }
      if ends.contains(String(line.trimmed)) { return entries }
      entries.append(line)
    }
    return nil
  }

  /// An object of JSON at the beginning of a text.
  private static func object(_ text: Substring) -> Source? {
    guard text.utf8.first == UInt8(ascii: "{") else { return nil }
    var entries: [Substring] = [], start = text.utf8.index(after: text.startIndex)
    var depth = 0, isQuoted = false, isEscaped = false
    for place in text.utf8.indices.prefix(longestObject) {
      let byte = text.utf8[place], next = text.utf8.index(after: place)
      switch byte {
      case _ where isQuoted:
        isQuoted = byte != UInt8(ascii: "\"") || isEscaped
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      case UInt8(ascii: "\""): isQuoted = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      if depth == 0 || depth == 1 && byte == UInt8(ascii: ",") && !isQuoted {
        entries.append(text[start..<place].trimmed)
        start = next
      }
      if depth == 0 { return Source(entries: entries, rest: text[next...]) }
    }
    return nil
  }

  /// Whether an object is what a page says of itself, and no page of code.
  private static func isMatter(_ object: Source) -> Bool {
    var rest = Lines(object.rest)
    return object.entries.contains { key($0, object.divider).map(isKnown) ?? false }
      && rest.next()?.isBlank ?? true
  }

  /// Without the lines that bring in what a page of MDX is drawn with: `import Tabs from '@theme/Tabs';`.
  private static func withoutImports(_ text: Substring) -> Substring {
    var lines = Lines(text), rest = text
    while let line = lines.nextFilled()?.trimmed, line.hasPrefix("import "),
      let last = line.last(where: { $0 != ";" }), "'\"".contains(last)
    {
      rest = lines.remaining
    }
    return rest
  }

  // MARK: Entries

  /// Whether a line goes on with the entry before: an indented line, an item, a remark, the end of a list.
  private static func goesOn(_ line: Substring) -> Bool {
    line.first.map { " \t-#]}[".contains($0) } ?? false
      || (line.hasPrefix("\"") && line.trimmed.hasSuffix(","))
  }

  /// The key that a line begins with, without quotation marks; nil where it begins with none.
  private static func key(_ line: Substring, _ divider: Character) -> String? {
    guard !goesOn(line), let end = line.firstIndex(of: divider) else { return nil }
    let key = String(line[..<end].trimmed).trimming { "\"'".contains($0) }
    let isKey = !key.isEmpty && key.allSatisfy { $0.isLetter || $0.isNumber || "_-. ".contains($0) }
    return isKey ? key : nil
  }

  /// What stands for keys, without the blanks and lines within them.
  private static let names: [String: String] = [
    "authors": "author", "category": "tags", "categories": "tags", "tag": "tags", "pubdate": "publishdate",
    "published": "publishdate", "publishedat": "publishdate", "publishtime": "publishdate",
    "publishedtime": "publishdate", "publisheddate": "publishdate", "datepublished": "publishdate",
    "createdat": "created", "createtime": "created", "createdtime": "created", "createdate": "created",
    "createddate": "created", "datecreated": "created",
    "标题": "title", "標題": "title", "日期": "date", "作者": "author", "标签": "tags",
    "標籤": "tags", "分类": "tags", "分類": "tags", "创建时间": "created", "创建日期": "created", "建立時間": "created",
    "建立日期": "created", "发布时间": "publishdate", "發佈時間": "publishdate", "发布日期": "publishdate",
    "發佈日期": "publishdate", "originalurl": "original", "sourceurl": "original", "canonicalurl": "original",
    "原文": "original", "原文链接": "original", "原文鏈接": "original", "原文連結": "original", "原文地址": "original",
    "source": "url", "from": "url", "link": "url", "链接": "url", "来源": "url", "來源": "url",
  ]

  /// A key as it is read: `published_at`, `publishedAt` and `Published At` are one.
  private static func name(_ key: String) -> String {
    let word = key.lowercased().filter { !"_- ".contains($0) }
    return names[word] ?? word
  }

  /// `2019-03-04`, with a time or not; 20190304.
  private static func day(_ value: String) -> CalendarDate? {
    Dateline.isoDate(value)
      ?? (value.utf8.count == 8
        ? Int(value).flatMap(CalendarDate.init(number:)).flatMap(Dateline.ofPages) : nil)
  }

  private static func isKnown(_ key: String) -> Bool {
    ["title", "date", "author", "tags", "layout", "publishdate", "created"].contains(name(key))
  }

  private mutating func read(_ line: Substring, _ divider: Character, _ following: ArraySlice<Substring>) {
    guard let key = FrontMatter.key(line, divider), let end = line.firstIndex(of: divider) else { return }
    let written = line[line.index(after: end)...]
    var value = Gate.line(written)
    // What is folded over the indented lines that follow, or stands in them alone.
    let below = { Gate.line(following.prefix { $0.first == " " }.joined(separator: " ")) }
    if let first = value.first, ">|".contains(first), value.count <= 2 {
      value = below()
    } else {
      value = FrontMatter.unquoted(value)
    }
    switch FrontMatter.name(key) {
    case "title":
      let title = value.isEmpty ? FrontMatter.unquoted(below()) : value
      if !title.isEmpty { matter.title = title }
    case "date": matter.date = FrontMatter.day(value) ?? matter.date
    case "draft": matter.isDraft = matter.isDraft || value.lowercased() == "true"
    case "publishdate":
      published = published ?? FrontMatter.day(value)
      matter.isDraft = matter.isDraft || value.lowercased() == "false"
    case "created": created = created ?? FrontMatter.day(value)
    case "author":
      let authors = FrontMatter.items(written, following)
      if !authors.isEmpty { matter.author = authors.joined(separator: "、") }
    case "original": matter.original = matter.original ?? FrontMatter.webAddress(value[...])
    case "url": address = address ?? FrontMatter.webAddress(value[...])
    case "tags":
      for tag in FrontMatter.items(written, following) where !matter.tags.contains(tag) {
        matter.tags.append(tag)
      }
    default: break
    }
  }

  /// The address that a value begins with; others may follow, and remarks.
  private static func webAddress(_ value: Substring) -> String? {
    let address = String(value.prefix { !$0.isWhitespace }).trimming { ",，;；".contains($0) }
    guard address.hasPrefix("http://") || address.hasPrefix("https://") else { return nil }
    return Address(address, on: "", isAuthors: true)?.text
  }

  // MARK: Lists

  /// Entries of a list beyond which it is nothing that a page is filed under.
  private static let mostItems = 100

  /// The entries of a list: in brackets, in the lines that follow, or divided by commas.
  private static func items(_ value: Substring, _ following: ArraySlice<Substring>) -> [String] {
    let value = value.trimmed, below = following.prefix(while: goesOn)
    // Quotation marks say that it is a text, and not what stands under it.
    let isText = { (item: Substring) in "\"'".contains(item.first ?? " ") || !item.contains(": ") }
    let texts: [Substring]
    if value.hasPrefix("[") {
      texts = parts(of: ([value] + below.map(\.trimmed)).joined(separator: " ")[...])
    } else if value.isEmpty {
      texts = below.map(\.trimmed).filter { $0.hasPrefix("-") || $0.hasPrefix("name:") }
        .map { $0.hasPrefix("-") ? $0.dropFirst().trimmed : $0 }
        .flatMap { $0.hasPrefix("[") ? parts(of: $0) : [$0] }
        .map { $0.hasPrefix("name:") ? $0.dropFirst(5).trimmed : $0 }
    } else {
      texts = parts(of: value)
    }
    return texts.prefix(mostItems).filter { isText($0) && !nothings.contains($0) }.map {
      withoutLink(unquoted(Gate.line($0)))
    }
    .filter { !$0.isEmpty }
  }

  /// What a link to another note says: `[[name]]`, `[[name|shown]]`.
  private static func withoutLink(_ item: String) -> String {
    guard item.hasPrefix("[["), item.hasSuffix("]]") else { return item }
    return item.dropFirst(2).dropLast(2).split(separator: "|").last.map(Gate.line) ?? ""
  }

  /// How YAML writes that there is nothing.
  private static let nothings: Set<Substring> = ["null", "~"]

  /// What commas divide, up to the bracket that closes; those in quotation marks divide nothing.
  private static func parts(of text: Substring) -> [Substring] {
    let text = text.drop { $0 == "[" }
    var parts: [Substring] = [], start = text.startIndex, quote: Character?, isEscaped = false
    for place in text.indices {
      let character = text[place]
      if let open = quote {
        if character == open, !isEscaped { quote = nil }
        isEscaped = character == "\\" && open == "\"" && !isEscaped
      } else if "\"'".contains(character), text[start..<place].isBlank {
        quote = character
      } else if character == "," || character == "]" {
        parts.append(text[start..<place].trimmed)
        start = text.index(after: place)
        if character == "]" { return parts }
      }
    }
    return parts + [text[start...].trimmed]
  }

  /// A value without its quotation marks, what they escape, and the remark after it.
  private static func unquoted(_ value: String) -> String {
    guard let quote = value.first, quote == "\"" || quote == "'" else {
      return value.firstRange(of: " #").map { Gate.line(value[..<$0.lowerBound]) } ?? value
    }
    var result = ""
    var rest = value.dropFirst()
    while let character = rest.popFirst() {
      if character == quote {
        guard quote == "'", rest.first == "'" else { break }
        rest.removeFirst()
      } else if character == "\\", quote == "\"", let next = rest.first, "\"\\/".contains(next) {
        result.append(rest.removeFirst())
        continue
      } else if character == "\\", quote == "\"", let characters = escaped(&rest) {
        result += characters
        continue
      }
      result.append(character)
    }
    return Gate.line(result)
  }

  /// Takes characters that are given by their numbers (`u4e2d\u6587`, the first backslash taken already) off a text.
  private static func escaped(_ text: inout Substring) -> String? {
    var units: [UInt16] = []
    var rest = text
    while rest.first == "u", let unit = UInt16(rest.dropFirst().prefix(4), radix: 16) {
      units.append(unit)
      text = rest.dropFirst(5)
      rest = text.first == "\\" ? text.dropFirst() : ""
    }
    return units.isEmpty ? nil : String(decoding: units, as: UTF16.self)
  }
}

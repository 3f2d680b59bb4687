// A stage before CommonMark: tags of site generators within a line, which stand for a picture, a link or a part of an
// address: `{% asset_img bridge.png A bridge %}` (Hexo), `{{< figure src="bridge.png" >}}` (Hugo), `{{ site.baseurl }}`
// (Jekyll). What is none of those stays as it is written; pairs of tags are read by TagPairs.

enum SiteTags {
  /// The Markdown with tags made what they stand for. Takes time linear in its length.
  static func asMarkdown(_ text: String) -> String {
    guard text.contains("{%") || text.contains("{{") else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var fence = OpenFence()
    for line in Lines(text[...]) {
      result += fence.takes(line) || isDeep(line) ? String(line) : read(line)
      result += "\n"
    }
    return result
  }

  /// How tags begin and end; what begins as another does comes before it.
  private static let forms = [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}")]

  private static func read(_ line: Substring) -> String {
    guard line.contains("{%") || line.contains("{{") else { return String(line) }
    var result = "", rest = line, isCode = false
    while let start = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
      let before = rest[..<start]
      if !before.utf8.count(where: { $0 == UInt8(ascii: "`") }).isMultiple(of: 2) { isCode.toggle() }
      result += before
      rest = rest[start...]
      if !isCode, let (words, end) = tag(rest) {
        let shown = markdown(words, inAddress: ["](", "=\"", "='"].contains(where: result.hasSuffix))
        result += shown ?? String(rest[..<end])
        rest = rest[end...]
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result + rest
  }

  /// The words of the tag that a text begins with, and where it ends. No brace stands in one.
  private static func tag(_ text: Substring) -> ([String], end: String.Index)? {
    guard let (begin, end) = forms.first(where: { text.hasPrefix($0.0) }) else { return nil }
    let inner = text.utf8.dropFirst(begin.utf8.count).prefix { !"{}".utf8.contains($0) }
    let mark = end.utf8.prefix { $0 != UInt8(ascii: "}") }
    guard text.utf8[inner.endIndex...].starts(with: end.utf8.dropFirst(mark.count)),
      inner.suffix(mark.count).elementsEqual(mark)
    else { return nil }
    let braces = end.utf8.count - mark.count
    return (
      words(Substring(inner.dropLast(mark.count))), text.utf8.index(inner.endIndex, offsetBy: braces)
    )
  }

  /// Words between blanks; quotation marks hold several together, and go. A name stays before its value: `src=a.png`.
  private static func words(_ text: Substring) -> [String] {
    var words: [String] = [], word = "", quote: Character?
    for character in text {
      if character == quote {
        quote = nil
      } else if quote == nil, "\"'".contains(character), word.isEmpty || word.last == "=" {
        quote = character
      } else if quote == nil, character.isWhitespace {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  /// What a tag stands for; nil for those that are not known.
  private static func markdown(_ words: [String], inAddress: Bool) -> String? {
    guard let name = words.first else { return nil }
    let values = Array(words.dropFirst())
    switch name {
    case "site.baseurl", "site.url", "site.github.url": return inAddress && values.isEmpty ? "" : nil
    case "ref", "relref", "link": return inAddress ? values.first : name == "link" ? link(values) : nil
    case "post_url": return inAddress ? values.first.map { $0 + ".md" } : nil
    case "post_link", "asset_link": return title(values.dropFirst()) ?? values.first
    case "embed": return value("url", of: values).map { "<\($0)>" }
    case "figure", "asset_img", "img", "image": return picture(values)
    case _ where values.first == "|" && inAddress && name.contains("/"): return name
    default: return nil
    }
  }

  /// `name address`.
  private static func link(_ words: [String]) -> String? {
    guard let place = words.firstIndex(where: { $0.contains("://") }) else { return nil }
    return "[\(title(words[..<place]) ?? words[place])](<\(words[place])>)"
  }

  /// A picture by the names of its values, or by their order: classes, where it stands, its size, its title.
  private static func picture(_ words: [String]) -> String? {
    if let address = value("src", of: words) {
      let captions = ["caption", "title", "alt"].compactMap { value($0, of: words) }
      return "![\(title(captions.prefix(1)) ?? "")](<\(address)>)"
    }
    guard let place = words.firstIndex(where: { isPicture($0) || $0.contains("/") }) else { return nil }
    let rest = words[(place + 1)...].drop { $0.allSatisfy { $0.isNumber || "%px".contains($0) } }
    return "![\(title(rest) ?? "")](<\(words[place])>)"
  }

  private static func value(_ name: String, of words: [String]) -> String? {
    words.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
  }

  private static func isPicture(_ word: String) -> Bool {
    [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp"].contains(where: word.lowercased().hasSuffix)
  }

  private static func title(_ words: some Collection<String>) -> String? {
    let title = words.filter { $0 != "true" && $0 != "false" }.joined(separator: " ")
      .filter { !"[]".contains($0) }
    return title.isEmpty ? nil : title
  }
}

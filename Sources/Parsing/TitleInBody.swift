// The title of a page that its body names, too: taken off there, so that it is not shown twice.

import Articles

/// What parts of a page are called, and no page.
let namesOfParts: Set<String> = [
  "简介", "簡介", "介绍", "介紹", "项目介绍", "项目简介", "说明", "說明", "关于", "關於", "前言", "序言", "引言", "背景", "概述", "摘要", "目录",
  "目錄", "内容",
  "內容", "导航", "導航", "文章列表", "Contents", "Table of Contents", "TOC", "Introduction", "About",
]

extension Document {
  /// Takes the title off the blocks: the first heading, where nothing but pictures and rules stands before it, or what a
  /// page says of its original; on a page of a site the heading that its title begins with. A page without a title has
  /// what it takes.
  /// - Parameter isOfSite: Whether the title there is may have the site's name after it.
  mutating func takeTitle(isOfSite: Bool) {
    guard let place = placeOfTitle(isOfSite: isOfSite), case .heading(_, let spans) = blocks[place] else {
      return
    }
    title = Gate.line(spans.text)
    blocks.remove(at: place)
    for span in spans {
      // A title leads to the article's own place.
      guard case .link(let address)? = span.target, links.last?.address != address else { continue }
      links.append(PageLink(role: .share, title: title, address: address))
    }
  }

  /// Takes off the blocks a first paragraph that says the title and nothing else, where a sentence follows, or one after
  /// who wrote it: verse may be called by its first line, and a part by its number.
  mutating func takeLineOfTitle() {
    guard let place = blocks.firstIndex(where: \.isText), case .paragraph(let spans) = blocks[place],
      spans.allSatisfy({ $0.target == nil }), title.contains(where: \.isLetter),
      names(Gate.line(spans.text), isOfSite: false),
      blocks[(place + 1)...].lazy.filter(\.isText).prefix(2).contains(where: \.isSentence)
    else { return }
    blocks.remove(at: place)
  }

  /// The address on the web that the title leads to: what the page was taken from, where it is none of a mirror's.
  var addressOfTitle: String? {
    links.lazy.filter { $0.role == .share && $0.title == title }.map(\.address).first {
      let page = $0.withoutQuery.lowercased(), parts = page.split(separator: "/")
      return parts.count > 1 && parts[0].hasPrefix("http") && !Address.gitHosts.contains(parts[1])
        && !page.hasSuffix(".md")
    }
  }

  /// Whether the text begins with the first of several parts, by its number or its name, and so with no title: 一、, then
  /// 二、; 前言, then another.
  var beginsWithPart: Bool {
    guard let place = blocks.firstIndex(where: \.isText), let level = blocks[place].headingLevel,
      let next = blocks[(place + 1)...].first(where: { $0.headingLevel == level })
    else { return false }
    let first = blocks[place].plainText
    return namesOfParts.contains(first)
      || first.contains(#/^[第（(]?0?[一1]\s?[、.．章节節）) ]/#)
        && next.plainText.contains(#/^[第（(]?0?[二2]\s?[、.．章节節）) ]/#)
  }

  /// Where the heading stands that the title repeats: the first text, the page's only great heading after what it says of
  /// its original, or before any sentence: of a page whose title is not known after a few words alone. Or, on a page of a
  /// site, the first that others stand under, as what a page is called does not come after one.
  private func placeOfTitle(isOfSite: Bool) -> Int? {
    guard let first = blocks.firstIndex(where: \.isText) else { return nil }
    if isTitle(blocks[first], isOfSite: isOfSite) { return first }
    if let own = blocks.firstIndex(where: { $0.headingLevel == 1 }), isTitle(blocks[own], isOfSite: false),
      mayStandBeforeTitle(blocks[first..<own]),
      blocks.count(where: { $0.headingLevel == 1 }) == 1
    {
      return own
    }
    guard isOfSite, !title.isEmpty, let great = blocks.firstIndex(where: { ($0.headingLevel ?? 6) <= 2 })
    else { return nil }
    return isTitle(blocks[great], isOfSite: true) ? great : nil
  }

  /// Whether blocks say what the page was made of or, without a sentence, anything about it: the day, who wrote it. Where
  /// the title is not known these are a few words, and not below a rule: that may begin matter which nothing ends.
  private func mayStandBeforeTitle(_ before: ArraySlice<Block>) -> Bool {
    let words = before.filter { !$0.isOfOriginal }
    if words.isEmpty { return true }
    guard !words.contains(where: \.isSentence) else { return false }
    return !title.isEmpty
      || words.count <= 3 && words.allSatisfy(\.isShort)
        && !blocks[..<before.startIndex].contains(where: \.isRule)
  }

  /// Whether a block is the heading of a page with this title, or with none.
  private func isTitle(_ block: Block, isOfSite: Bool) -> Bool {
    guard case .heading(let level, let spans) = block else { return false }
    return title.isEmpty ? level <= 3 : names(Gate.line(spans.text), isOfSite: isOfSite && level <= 2)
  }

  /// Whether the title says what a heading says, white space apart; or that and, divided from it, the name of the site.
  private func names(_ heading: String, isOfSite: Bool) -> Bool {
    var rest = title[...]
    for character in heading where !character.isWhitespace {
      rest = rest.drop(while: \.isWhitespace)
      guard rest.popFirst() == character else { return false }
    }
    guard let next = rest.first, !rest.isBlank else { return true }
    let divider = rest.drop(while: \.isWhitespace).first
    return isOfSite
      && ("|｜_".contains(next) || next.isWhitespace && divider.map { "-–—·|｜_".contains($0) } ?? false)
  }
}

extension Block {
  /// The level of the heading that it is.
  fileprivate var headingLevel: Int? {
    if case .heading(let level, _) = self { level } else { nil }
  }

  /// Whether a sentence stands in it.
  fileprivate var isSentence: Bool { isText && plainText.contains { "。！？".contains($0) } }

  /// Whether it is a line of a few words.
  fileprivate var isShort: Bool { isText && plainText.count <= 40 && !plainText.contains(where: \.isNewline) }

  /// Whether it may say what a page was made of, and by whom: a quotation, a line of links, a picture.
  fileprivate var isOfOriginal: Bool {
    switch self {
    case .quotation, .figure, .rule, .embed: true
    case .paragraph(let spans): spans.allSatisfy { $0.target != nil || $0.text[...].isBlank }
    default: false
    }
  }
}

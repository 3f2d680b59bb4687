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
  /// - Parameters:
  ///   - isOfSite: Whether the title there is may have the site's name after it.
  ///   - mayFollowWords: Whether the title of a page without one may stand behind a few words.
  mutating func takeTitle(isOfSite: Bool, mayFollowWords: @autoclosure () -> Bool = false) {
    guard let place = placeOfTitle(isOfSite: isOfSite, mayFollowWords),
      case .heading(_, let spans) = blocks[place]
    else {
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
  /// its original or, where the title is known, before any sentence, or else after a few words; or, on a page of a site, the
  /// first that others stand under, as what a page is called does not come after one.
  private func placeOfTitle(isOfSite: Bool, _ mayFollowWords: () -> Bool) -> Int? {
    guard let first = blocks.firstIndex(where: \.isText) else { return nil }
    if isTitle(blocks[first], isOfSite: isOfSite) { return first }
    if let own = blocks.firstIndex(where: { $0.headingLevel == 1 }), isTitle(blocks[own], isOfSite: false),
      mayStandBeforeTitle(blocks[first..<own])
        || title.isEmpty && isHead(blocks[first..<own], of: blocks[own]) && mayFollowWords(),
      blocks.count(where: { $0.headingLevel == 1 }) == 1
    {
      return own
    }
    guard isOfSite, !title.isEmpty, let great = blocks.firstIndex(where: { ($0.headingLevel ?? 6) <= 2 })
    else { return nil }
    return isTitle(blocks[great], isOfSite: true) ? great : nil
  }

  /// Whether blocks say what the page was made of or, where the title is known, hold no sentence.
  private func mayStandBeforeTitle(_ before: ArraySlice<Block>) -> Bool {
    before.allSatisfy { $0.isOfOriginal || !title.isEmpty && !$0.isSentence }
  }

  /// What parts of a text are called that are none of a paper.
  private static let namesOfOtherParts: Set<String> = [
    "正文", "赏析", "賞析", "注释", "注釋", "注解", "参考", "參考", "参考资料", "參考資料", "评论", "評論", "附录", "附錄", "References",
  ]

  /// Whether blocks are a few words before a heading that is no part's: the day, who wrote it. Below a rule they may be
  /// matter that nothing ends.
  private func isHead(_ before: ArraySlice<Block>, of heading: Block) -> Bool {
    let words = before.filter { !$0.isOfOriginal }, name = heading.plainText
    return words.count <= 3 && words.allSatisfy { $0.isShort && !$0.isSentence && $0.isOfImprint }
      && !namesOfParts.contains(name) && !Document.namesOfOtherParts.contains(name)
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

  /// Whether it says when a page was published, or by whom.
  fileprivate var isOfImprint: Bool {
    ImprintLine(block: self) != nil || Dateline.onlyDate(in: plainText) != nil
  }

  /// Whether it is a paragraph of a few words.
  fileprivate var isShort: Bool {
    guard case .paragraph(let spans) = self else { return false }
    return spans.text.count <= 40 && !spans.text.contains(where: \.isNewline)
  }

  /// Whether it may say what a page was made of, and by whom: a quotation, a line of links, a picture.
  fileprivate var isOfOriginal: Bool {
    switch self {
    case .quotation, .figure, .rule, .embed: true
    case .paragraph(let spans): spans.allSatisfy { $0.target != nil || $0.text[...].isBlank }
    default: false
    }
  }
}

// What programs that make sites of Markdown have added to its lines, and CommonMark would show as it is written: boxes with
// a title (`::: tip`, `> [!NOTE]`), marks of a paragraph (`!> `, `{: .note}`), names of headings, the place of a table of
// contents. A stage before CommonMark; boxes that are told by their indent, or by tags, are read by IndentedBoxes and
// TagPairs.

/// The Markdown with what CommonMark does not know made what it is meant to say. Takes time linear in its length.
func withoutDialects(_ text: String) -> String {
  let marks = [
    "[!", ":::", "{#", "{.", "{:", "{ ", ":id=", "!> ", "?> ", "[toc]", "[TOC]", "[_toc_]", "[_TOC_]",
  ]
  guard marks.contains(where: text.holds) else { return text }
  var result = ""
  result.reserveCapacity(text.utf8.count + 64)
  var fence = OpenFence()
  var boxes = Boxes(ends: Lines(text[...]).count(where: endsBox))
  var isAfterBlank = true
  // The one item of a list, until it is seen that the place of a table of contents does not follow, which stands there for
  // kramdown.
  var item: String?
  for line in Lines(text[...]) {
    let isContents = line.trimmed == "{:toc}"
    if let item, !isContents { result += item + "\n" }
    item = nil
    if fence.takes(line) || isDeep(line) {
      result += line + "\n"
      isAfterBlank = line.isBlank
    } else if isAfterBlank, beginsItem(line) {
      item = read(line, boxes: &boxes)
      isAfterBlank = false
    } else if !isContents {
      let written = read(isAfterBlank ? withoutMark(line) : line, boxes: &boxes)
      result += written + "\n"
      isAfterBlank = written[...].isBlank || heading(line) != nil
    }
  }
  return result + (item.map { $0 + "\n" } ?? "")
}

/// The boxes that are open, and how many lines from here on may end one.
private struct Boxes {
  var open = 0
  var ends: Int
}

/// Whether a line ends a box: `:::`.
private func endsBox(_ line: Substring) -> Bool {
  let text = line.trimmed
  return text.hasPrefix(":::") && text.allSatisfy { $0 == ":" }
}

/// A line as CommonMark reads it.
private func read(_ line: Substring, boxes: inout Boxes) -> String {
  let text = line.trimmed
  switch text.utf8.first {
  case UInt8(ascii: ":") where text.hasPrefix(":::"): return box(line, text, &boxes)
  case UInt8(ascii: ">"): return alert(line) ?? String(line)
  case UInt8(ascii: "#"): return String(withoutName(line))
  case UInt8(ascii: "["), UInt8(ascii: "@"): return isContents(text) ? "" : String(line)
  case UInt8(ascii: "{") where text.hasPrefix("{:") && text.hasSuffix("}") && isAttributes(text): return ""
  default: return String(line)
  }
}

/// The line that a paragraph of docsify begins with, without the mark that says how it is shown: `!> `, `?> `.
private func withoutMark(_ line: Substring) -> Substring {
  line.begins(with: "!> ") || line.begins(with: "?> ") ? line.dropFirst(3) : line
}

/// Whether a line is the place of a table of contents: `[TOC]`, `[[_TOC_]]`, and `@[TOC](title)`, as CSDN has it.
private func isContents(_ line: Substring) -> Bool {
  ["[toc]", "[[toc]]", "[[_toc_]]"].contains(line.lowercased()) || line.prefix(6).lowercased() == "@[toc]"
}

/// The first line of a box or a quotation that has a title: a paragraph of its own.
private func title(_ text: Substring, margin: Substring) -> String {
  "\(margin)<strong>\(text)</strong>\n\(margin)"
}

/// The title of a quotation: `> [!NOTE]` (GitHub), `> [!warning]+ title` (Obsidian).
private func alert(_ line: Substring) -> String? {
  let margin = line.prefix { $0 == ">" || $0 == " " }
  let text = line[margin.endIndex...].trimmed
  guard text.hasPrefix("[!"), let end = text.firstIndex(of: "]") else { return nil }
  let kind = text[..<end].dropFirst(2).prefix { $0 != "|" }
  guard !kind.isEmpty, kind.allSatisfy({ $0.isLetter || $0.isNumber || "-_ ".contains($0) }) else {
    return nil
  }
  var rest = text[text.index(after: end)...]
  guard rest.first != "(" else { return nil }
  if rest.first == "+" || rest.first == "-" { rest.removeFirst() }
  return title(rest.isBlank ? kind : rest.trimmed, margin: margin)
}

/// The line that opens a box, with its title, or closes one: `::: tip title`, `:::tip[title]`, `:::`.
private func box(_ line: Substring, _ text: Substring, _ boxes: inout Boxes) -> String {
  let words = text.drop { $0 == ":" }.trimmed
  guard words.isEmpty || !words.hasSuffix(":::") else { return String(line) }
  let margin = line.prefix { $0 == " " }
  guard let first = words.first else {
    boxes.ends -= 1
    guard boxes.open > 0 else { return String(line) }
    boxes.open -= 1
    return ""
  }
  // Where no kind is named that is surely one, what follows has an end.
  guard first == "{" || first.isLetter, first.isASCII || boxes.ends > boxes.open else { return String(line) }
  boxes.open += 1
  var kind = words.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" || $0 == "_" }
  if let next = words[kind.endIndex...].first, !" {[".contains(next) { kind = kind.prefix(0) }
  var name = words[kind.endIndex...].trimmed
  if name.hasPrefix("{"), let end = name.firstIndex(of: "}") {
    name = name[name.index(after: end)...].trimmed
  }
  if name.hasPrefix("["), let end = name.firstIndex(of: "]") { name = name[..<end].dropFirst() }
  let shown = name.isEmpty ? kind : name
  return shown.isEmpty ? "" : "\n" + title(shown, margin: margin)
}

/// A heading without its name and classes: `## title {#name .class}`, and `## title :id=name` in docsify.
private func withoutName(_ line: Substring) -> Substring {
  let text = line.trimmed
  guard text.hasSuffix("}") || text.contains(":id="), heading(line) != nil else { return line }
  let last = text.hasSuffix("}") ? text.lastIndex(of: "{") : text.lastIndex(of: " ").map(text.index(after:))
  guard let start = last, case let title = text[..<start], let before = title.last, before == " ",
    title.contains(where: { $0 != "#" && $0 != " " }), isName(text[start...])
  else { return line }
  return title
}

/// Whether `{#name .class}` is meant, or `:id=name`, and not a page's text.
private func isName(_ words: Substring) -> Bool {
  guard words.hasPrefix("{") else { return words.hasPrefix(":id=") && isWord(words.dropFirst(4)) }
  return !words.contains("=") && isAttributes(words)
}

/// Whether what stands in braces, behind a colon in kramdown, is names, classes and values: `{: .red #a width="300"}`.
private func isAttributes(_ words: Substring) -> Bool {
  let attributes = words.dropFirst().drop { $0 == ":" }.dropLast().split(separator: " ")
  return !attributes.isEmpty
    && attributes.allSatisfy { attribute in
      if let mark = attribute.first, "#.".contains(mark) {
        return attribute.dropFirst().first?.isLetter ?? false && isWord(attribute.dropFirst())
      }
      let parts = attribute.split(separator: "=", omittingEmptySubsequences: false)
      return parts.count == 2 && isWord(parts[0]) && parts[1].utf8.count > 2
        && "\"'".contains(parts[1].prefix(1))
        && parts[1].first == parts[1].last
    }
}

private func isWord(_ text: Substring) -> Bool {
  text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
}

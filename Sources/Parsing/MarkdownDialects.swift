// What programs that make sites of Markdown have added to its lines, and CommonMark would show as it is written: boxes with
// a title (`::: tip`, `> [!NOTE]`), names of headings, the place of a table of contents. A stage before CommonMark; boxes
// that are told by their indent, or by tags, are read by IndentedBoxes and TagPairs.

/// The Markdown with what CommonMark does not know made what it is meant to say. Takes time linear in its length.
func withoutDialects(_ text: String) -> String {
  let marks = ["[!", ":::", "{#", "{.", "[toc]", "[TOC]", "[_toc_]", "[_TOC_]"]
  guard marks.contains(where: text.contains) else { return text }
  var result = ""
  result.reserveCapacity(text.utf8.count + 64)
  var fence = OpenFence()
  var boxes = 0
  for line in Lines(text[...]) {
    result += fence.takes(line) || isDeep(line) ? String(line) : read(line, boxes: &boxes)
    result += "\n"
  }
  return result
}

/// A line as CommonMark reads it.
/// - Parameter boxes: How many boxes are open that `:::` closes.
private func read(_ line: Substring, boxes: inout Int) -> String {
  let text = line.trimmed
  switch text.utf8.first {
  case UInt8(ascii: ":") where text.hasPrefix(":::"): return box(line, text, &boxes)
  case UInt8(ascii: ">"): return alert(line) ?? String(line)
  case UInt8(ascii: "#"): return String(withoutName(line))
  case UInt8(ascii: "["), UInt8(ascii: "@"): return isContents(text) ? "" : String(line)
  default: return String(line)
  }
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
private func box(_ line: Substring, _ text: Substring, _ boxes: inout Int) -> String {
  let words = text.drop { $0 == ":" }.trimmed
  guard words.isEmpty || !words.hasSuffix(":::") else { return String(line) }
  let margin = line.prefix { $0 == " " }
  guard let first = words.first else {
    guard boxes > 0 else { return String(line) }
    boxes -= 1
    return ""
  }
  guard first == "{" || first.isLetter else { return String(line) }
  boxes += 1
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

/// A heading without the name and the classes after it: `## title {#name .class}`.
private func withoutName(_ line: Substring) -> Substring {
  let text = line.trimmed
  guard text.hasSuffix("}"), heading(line) != nil, let start = text.lastIndex(of: "{") else { return line }
  let names = text[start...].dropFirst().dropLast().split(separator: " ", omittingEmptySubsequences: false)
  let title = text[..<start]
  guard title.last == " ", title.contains(where: { $0 != "#" && $0 != " " }), names.allSatisfy(isName)
  else { return line }
  return title
}

/// Whether `#name` or `.class` is meant, and not a page's text in braces.
private func isName(_ word: Substring) -> Bool {
  guard let mark = word.first, "#.".contains(mark), let first = word.dropFirst().first, first.isLetter else {
    return false
  }
  return word.dropFirst().allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
}

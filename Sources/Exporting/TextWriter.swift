// An article as plain text: what marks up is a sign or two, and links are numbers whose addresses stand at the end.

import Articles

struct TextWriter {
  let labels: ExportLabels

  func page(_ document: Document, about: String) -> String {
    let addresses = Addresses()
    var parts = [document.title, about].filter { !$0.isEmpty } + self.parts(document.blocks, addresses)
    if !addresses.all.isEmpty {
      let list = addresses.all.enumerated().map { "[\($0 + 1)] \($1)" }
      parts.append(([labels.links + labels.colon] + list).joined(separator: "\n"))
    }
    if let original = document.original { parts.append(labels.original + labels.colon + original) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// Blocks alone; links have no numbers.
  func text(_ blocks: [Block]) -> String { parts(blocks, nil).joined(separator: "\n\n") }

  private func parts(_ blocks: [Block], _ addresses: Addresses?) -> [String] {
    blocks.map { block($0, addresses) }.filter { !$0.isEmpty }
  }

  private func block(_ block: Block, _ addresses: Addresses?) -> String {
    switch block {
    case .paragraph(let spans), .heading(_, let spans): text(spans, addresses)
    case .quotation(let blocks): within(blocks, addresses, first: "> ", others: "> ")
    case .list(let list): self.list(list, addresses)
    case .table(let table): self.table(table, addresses)
    case .figure(let figure):
      "〔\(labels.figure)〕" + text(figure.leadingCaption, addresses) + number(figure.address, addresses)
        + number(figure.bareLink, addresses)
    case .embed(let embed):
      "〔\(labels.name(of: embed.kind))〕\(embed.title)" + number(embed.address, addresses)
    case .preformatted(let text): text
    case .rule: "----"
    }
  }

  private func text(_ spans: [Span], _ addresses: Addresses?) -> String {
    var result = ""
    for (index, span) in spans.enumerated() {
      result += span.text
      let next = index + 1 < spans.count ? spans[index + 1].target : nil
      if case .link(let address)? = span.target, next != span.target { result += number(address, addresses) }
    }
    return result
  }

  private func number(_ address: String?, _ addresses: Addresses?) -> String {
    guard let address, let addresses else { return "" }
    return "[\(addresses.number(of: address))]"
  }

  private func within(_ blocks: [Block], _ addresses: Addresses?, first: String, others: String) -> String {
    let lines = parts(blocks, addresses).joined(separator: "\n\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { ($0 == 0 ? first : others) + $1 }.joined(separator: "\n")
  }

  private func list(_ list: List, _ addresses: Addresses?) -> String {
    list.items.enumerated().map { index, item in
      let mark = list.start.map { "\($0 + index). " } ?? "- "
      return within(item, addresses, first: mark, others: String(repeating: " ", count: mark.utf8.count))
    }.joined(separator: "\n")
  }

  /// Cells are apart by tabs, which is how a spreadsheet takes them.
  private func table(_ table: Table, _ addresses: Addresses?) -> String {
    let caption = table.caption.isEmpty ? [] : [text(table.caption, addresses)]
    let rows = table.rows.map { row in
      row.map { text($0.spans, addresses).replacing("\n", with: " ") }.joined(separator: "\t")
    }
    return (caption + rows).joined(separator: "\n")
  }
}

/// The addresses of an article as they are met, each once: one collection for all blocks, however deep.
private final class Addresses {
  private(set) var all: [String] = []
  private var numbers: [String: Int] = [:]

  func number(of address: String) -> Int {
    if let number = numbers[address] { return number }
    all.append(address)
    numbers[address] = all.count
    return all.count
  }
}

// Handing an article out, the one shown or selected: its address, a paragraph, all of it; to the clipboard, to a file,
// to another program.

import Articles
package import Exporting
import Hanzi
import Library
import Terminal
import Typesetting

/// A file that is to be written.
package struct FileToSave: Hashable, Sendable {
  /// What was typed as its name, and what is to stand in it.
  package let name: String, contents: String
  /// Whether it takes the place of one that is there.
  package let replaces: Bool

  /// The same in the place of one that is there.
  package var replacing: FileToSave { FileToSave(name: name, contents: contents, replaces: true) }
}

/// An address shown as a QR code, until a key is pressed.
struct ShownCode: Sendable { let code: QRCode, address: String }

/// What an article that is selected is wanted for: it has to be read first.
package enum Errand: Hashable, Sendable {
  case command(Command)
  /// A name and a command that were typed with it.
  case save(as: String), pipe(to: String)
}

extension Command {
  /// Whether it hands an article out.
  var handsOut: Bool {
    switch self {
    case .copyAddress, .copyArticle, .qrCode, .showAddress, .openInBrowser, .save, .pipe, .openInPager,
      .openInEditor:
      true
    default: false
    }
  }
}

extension Reader {
  /// What is handed out: the article shown; of rows, the one that was read for that.
  private var article: (summary: ArticleSummary, document: Document)? {
    if case .article(let article) = screen { (article.summary, article.document) } else { fetched }
  }

  /// Hands the article shown out, or has that of the selected row read to be handed out.
  mutating func handOut(for errand: Errand) -> [Effect] {
    if screen.isArticle { return run(errand) }
    endRange()
    let selected: ArticleID? =
      switch screen {
      case .list(let list): list.selected?.id
      case .search(let search): search.selectedHit?.article.id
      case .front, .article, .subjects, .help, .log, .state: nil
      }
    return selected.map { [.fetch($0, for: errand)] } ?? say(.empty)
  }

  /// Does with an article what it was read for.
  mutating func handOut(_ summary: ArticleSummary, _ document: Document, for errand: Errand) -> [Effect] {
    fetched = (summary, document)
    return run(errand)
  }

  /// Does an errand with the article in hand.
  private mutating func run(_ errand: Errand) -> [Effect] {
    switch errand {
    case .command(let command): effects(of: command, nil)
    case .save(let name): save(as: name)
    case .pipe(let line): pipe(to: line)
    }
  }

  // MARK: The address

  /// The address to be handed out: that of the link selected or, where none is, of the article's original.
  private var address: String? {
    guard let link = selectedLink else { return article?.document.original }
    if case .link(let address) = link { return isAddress(address) ? address : nil }
    return nil
  }

  mutating func copyAddress() -> [Effect] {
    guard let address else { return say(.noAddress) }
    return copy(address, saying: address)
  }

  /// Shows the address at the bottom, where the terminal may have it be a hyperlink. What leads elsewhere than to the web
  /// or to a mailbox is only shown.
  mutating func showAddress() -> [Effect] {
    guard let address else { return say(.noAddress) }
    notice = address
    offered = isAddress(address) ? address : nil
    return []
  }

  mutating func browse() -> [Effect] {
    guard let address else { return say(.noAddress) }
    return [.browse(address)]
  }

  mutating func showCode() -> [Effect] {
    guard let address else { return say(.noAddress) }
    guard let code = QRCode(address) else { return say(.noCode) }
    shownCode = ShownCode(code: code, address: address)
    return []
  }

  /// The code in the middle of the screen, the address below it where there is room; the address alone where the code
  /// finds no room.
  func draw(_ shown: ShownCode, _ surface: inout Surface) {
    let code = shown.code.drawn(inHalves: preferences.symbols.hasHalfBlocks, within: size)
    let measure = max(narrowestMeasure, size.columns - 2)
    let lines = typeset(shown.address, measure: measure).map(\.text)
    guard code.size.rows <= size.rows, code.size.columns <= size.columns else {
      let words = typeset(words[.codeTooLarge], measure: measure).map(\.text)
      for (row, line) in (words + [""] + lines).enumerated() { surface.put(line, row: row, column: 1) }
      return
    }
    let below = code.size.rows + lines.count <= size.rows ? lines : []
    let area = Rectangle(
      row: (size.rows - code.size.rows - below.count) / 2, column: (size.columns - code.size.columns) / 2,
      rows: code.size.rows, columns: code.size.columns)
    surface.place(code, in: area)
    for (row, line) in below.enumerated() {
      let column = max(0, (size.columns - CellWidth.of(line)) / 2)
      surface.put(line, row: area.row + area.rows + row, column: column)
    }
  }

  // MARK: The text

  mutating func copyParagraphs(_ count: Int) -> [Effect] {
    guard case .article(var article) = screen, let first = article.paragraphInView() else {
      return say(.noText)
    }
    let text = plainText(of: article.document.blocks[first...].prefix(count), labels: words.exportLabels)
    return copy(text, saying: text)
  }

  mutating func copyArticle() -> [Effect] {
    guard let article else { return [] }
    return copy(text(of: article.summary, article.document), saying: article.summary.title)
  }

  private mutating func copy(_ text: String, saying words: String) -> [Effect] {
    guard text.utf8.count <= Clipboard.most else { return say(.tooLongToCopy) }
    let line = words.prefix { $0 != "\n" }
    notice = self.words[.copied] + self.words[.colon] + String(line).fitted(size.columns * 2 / 3)
    return [.copy(text)]
  }

  /// The article as the text of a file, which is of its day whenever it is read.
  private func text(of summary: ArticleSummary, _ document: Document, as format: ExportFormat = .text)
    -> String
  {
    export(
      document, as: format,
      about: about(document, day: document.published?.description, in: summary.home),
      labels: words.exportLabels)
  }

  // MARK: Files

  mutating func askFile() -> [Effect] {
    guard let article else { return [] }
    ask(.save, fileName(article.summary.title, ending: ".txt", otherwise: words[.untitled]))
    return []
  }

  /// Saves the article in a file of this name; its ending says as what.
  mutating func save(as name: String) -> [Effect] {
    guard let article, !name.isEmpty else { return [] }
    let contents = text(of: article.summary, article.document, as: ExportFormat(fileName: name))
    return [.save(FileToSave(name: name, contents: contents, replaces: false))]
  }

  // MARK: Other programs

  mutating func askPipe() -> [Effect] {
    ask(.pipe)
    return []
  }

  /// Gives the article's text to a command.
  mutating func pipe(to line: String) -> [Effect] {
    guard let article else { return [] }
    guard let words = commandWords(line) else { return say(.openQuotation) }
    return words.isEmpty ? [] : savedPosition + [.pipe(words, text(of: article.summary, article.document))]
  }

  func openPager() -> [Effect] {
    article.map { savedPosition + [.page(text(of: $0.summary, $0.document))] } ?? []
  }

  func openEditor() -> [Effect] {
    article.map { savedPosition + [.edit(text(of: $0.summary, $0.document))] } ?? []
  }
}

extension Language {
  /// The words that exported articles need.
  package var exportLabels: ExportLabels {
    ExportLabels(
      original: self[.original], links: self[.links], figure: self[.figure], video: self[.video],
      audio: self[.audio], frame: self[.frame], colon: self[.colon])
  }
}

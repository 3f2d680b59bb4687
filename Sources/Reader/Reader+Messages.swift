// What the reader makes of what the world tells it.

import Articles
import Library
import Terminal
package import Typesetting

extension Reader {
  mutating func resize(to size: Size) -> [Effect] {
    self.size = size
    for index in screens.indices {
      switch screens[index] {
      case .front(var front):
        front.cursor.select(front.cursor.selected, page: pageRows)
        screens[index] = .front(front)
      case .list(var list):
        list.cursor.select(list.cursor.selected, page: pageRows)
        screens[index] = .list(list)
      case .article(var article):
        article.reset(set(article.summary, article.document), page: pageRows)
        screens[index] = .article(article)
      case .help(var text):
        text.scroll(to: text.top, page: pageRows)
        screens[index] = .help(text)
      case .log(var text):
        text.scroll(to: text.top, page: pageRows)
        screens[index] = .log(text)
      }
    }
    return missingRows
  }

  mutating func show(_ sources: [SourceSummary], _ categories: [CategorySummary]) -> [Effect] {
    self.sources = sources
    self.categories = categories
    if case .front(var front)? = screens.first {
      front.fill(sources, categories, page: pageRows)
      screens[0] = .front(front)
    }
    return []
  }

  mutating func show(_ rows: [ArticleSummary], of selection: ListSelection, first: Int, total: Int)
    -> [Effect]
  {
    for index in screens.indices {
      guard case .list(var list) = screens[index], list.selection == selection else { continue }
      list.take(rows, first: first, total: total)
      list.cursor.select(list.cursor.selected, page: pageRows)
      screens[index] = .list(list)
    }
    return []
  }

  /// Shows an article; opening it marks it read.
  mutating func show(_ summary: ArticleSummary, _ document: Document, at position: Position?, row: Int?)
    -> [Effect]
  {
    let wasRead = summary.isRead
    var summary = summary
    summary.isRead = true
    var row = row
    var effects: [Effect] = []
    if let index = screens.lastIndex(where: \.isList), case .list(var list) = screens[index] {
      row = row ?? list.rows.firstIndex { $0.id == summary.id }.map { $0 + list.first }
      if let row {
        list.cursor.select(row, page: pageRows)
        screens[index] = .list(list)
        if let request = list.missing(page: pageRows) { effects.append(.loadRows(list.selection, request)) }
      }
    }
    let screen = ArticleScreen(
      summary: summary, document: document, row: row, text: set(summary, document), position: position,
      page: pageRows)
    if case .article = self.screen {
      self.screen = .article(screen)
    } else {
      screens.append(.article(screen))
    }
    mark(summary.id) { $0.isRead = true }
    return effects + (wasRead ? [] : [.setRead(summary.id, true)])
  }

  /// Sets an article for the screen's width.
  private func set(_ summary: ArticleSummary, _ document: Document) -> TypesetDocument {
    let about = [
      document.byline, summary.published?.description,
      summary.category.isEmpty ? summary.source : summary.category,
    ]
    .compactMap { $0 }.joined(separator: " · ")
    return typeset(document, measure: articleMeasure, about: about, labels: words.labels)
  }

  /// The measure of articles: the wish, or what the screen has.
  var articleMeasure: Int { min(preferences.measure, size.columns) }

  mutating func remember(_ change: Change?) -> [Effect] {
    guard let change else { return [] }
    changes.append(change)
    if case .batch = change { return refreshed(saying: .markedRead) }
    return []
  }

  /// Reads what is shown again after marks changed.
  mutating func refreshed(saying words: Words.Key) -> [Effect] {
    notice = self.words[words]
    return reload
  }

  /// The effects that read everything in memory again.
  private var reload: [Effect] {
    [.loadFront]
      + screens.compactMap { screen in
        if case .list(let list) = screen { .loadRows(list.selection, .around(list.cursor.top)) } else { nil }
      }
  }

  mutating func endSync(new: Int?) -> [Effect] {
    syncStatus = nil
    guard let new else {
      notice = words[.syncFailed]
      return []
    }
    notice = "\(words[.synced])：" + (new == 0 ? words[.nothingNew] : "+\(new) \(words[.articles])")
    return reload
  }

  func title(of selection: ListSelection) -> String {
    switch selection {
    case .everything: words[.allArticles]
    case .starred: words[.starred]
    case .source(let key): sources.first { $0.key == key }.map(\.shownTitle) ?? key
    case .category(let id): categories.first { $0.id == id }?.name ?? ""
    }
  }
}

extension SourceSummary {
  /// The title, or the name where it has none.
  var shownTitle: String { title.isEmpty ? key : title }
}

extension Language {
  /// The words that set articles need.
  package var labels: Labels {
    Labels(
      end: self[.end], terms: self[.terms], links: self[.links], original: self[.original],
      figure: self[.figure],
      video: self[.video], audio: self[.audio], frame: self[.frame])
  }
}

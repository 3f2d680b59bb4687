// The article selected in a list or in results is read from the library while nobody presses a key. Where there is room
// it is shown beside the list; where it is opened it is at hand.

import Articles
import Library
import Terminal
import Typesetting

/// An article read ahead.
struct ArticleAhead: Sendable {
  let id: ArticleID
  /// Nil where there is none of this identity.
  let content: (summary: ArticleSummary, document: Document)?
  /// Where it was left.
  var position: Position?
  /// The article as set for the pane beside its list, where there is one.
  var article: ArticleScreen?
  /// Whether it may have changed since it was read.
  var isStale = false
}

extension Reader {
  /// The article that is to be read ahead.
  var selectedArticle: ArticleID? {
    switch shownScreen {
    case .list(let list): list.selected?.id
    case .search(let search): search.selectedHit?.article.id
    case .front, .article, .subjects, .help, .log, .state: nil
    }
  }

  /// Whether the article beside the list is the one selected, and not one that was a moment ago.
  var isSelectedBeside: Bool { ahead?.article != nil && ahead?.id == selectedArticle }

  /// Asks for the article that is to be read ahead, where it is another one than before.
  mutating func askAhead() -> [Effect] {
    let wanted = selectedArticle
    let isThere = ahead?.id == wanted && ahead?.isStale == false
    guard let wanted, !isThere else {
      askedAhead = nil
      return []
    }
    if wanted == askedAhead { return [] }
    askedAhead = wanted
    return [.readAhead(wanted)]
  }

  /// Whether an article that was asked for is still to be read ahead: it may have been opened meanwhile.
  package func isAwaited(_ effect: Effect) -> Bool {
    if case .readAhead(let id) = effect { id == askedAhead } else { true }
  }

  /// The article read ahead has come; nothing where there is none of its identity.
  mutating func take(
    ahead id: ArticleID, _ content: (summary: ArticleSummary, document: Document, position: Position?)?
  ) -> [Effect] {
    guard id == askedAhead else { return [] }
    askedAhead = nil
    ahead = ArticleAhead(
      id: id, content: content.map { ($0.summary, $0.document) }, position: content?.position)
    setAhead()
    return []
  }

  /// Sets the article read ahead for the pane beside its list: its width may be another, or there may be none.
  mutating func setAhead() {
    guard var ahead else { return }
    if let (summary, document) = ahead.content, let pane = layoutOfLists.preview {
      let text = set(summary, document, columns: pane.columns)
      if ahead.article == nil {
        ahead.article = ArticleScreen(
          summary: summary, document: document, list: .everything, text: text, position: ahead.position,
          page: pageRows)
      } else {
        ahead.article?.reset(text, page: pageRows)
      }
    } else {
      ahead.article = nil
    }
    self.ahead = ahead
  }

  /// The article of a row, where it was read ahead and is as the library has it now.
  func atHand(_ row: ArticleSummary) -> (document: Document, position: Position?)? {
    guard let ahead, ahead.id == row.id, !ahead.isStale, let content = ahead.content,
      content.summary.version == row.version
    else { return nil }
    return (content.document, ahead.position)
  }

  /// Notes where the article read ahead is left.
  mutating func keepAhead(_ effects: [Effect]) {
    for case .savePosition(let id, let position) in effects where id == ahead?.id {
      ahead?.position = position
    }
  }
}

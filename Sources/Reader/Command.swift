// What a reader can do, in one table: the help screen, the bottom line, the command line at `:` and the configuration
// come from here; the keys are in Preset.swift, the words in Language.swift.

/// Everything a key or a line at `:` can ask for.
package enum Command: String, CaseIterable, Hashable, Sendable {
  case down, up, pageDown, pageUp, halfPageDown, halfPageUp, first, last, percent
  case open, back, quit
  case next, previous, nextUnread, previousUnread
  case toggleRead, toggleStar, toggleQueue, selectRange, markListRead, undo, redo
  case search, narrow, unreadOnly, widen, order, keepSearch, dropSearch, nextMatch, previousMatch, clear
  case starred, queue, earlierInQueue, laterInQueue, history, news
  case follow, nextLink, previousLink
  case copyAddress, copyParagraph, copyArticle, qrCode, showAddress, openInBrowser, save, pipe, openInPager,
    openInEditor
  case subjects, previousOfSubject, nextOfSubject, firstOfSubject, jumpBack
  case script, zen, sync, state, help, log, commandLine, source, redraw, suspend

  /// Its name, as it is typed at `:` and written in the configuration: `page-down`.
  package var name: String {
    rawValue.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
  }

  /// The command of a name, or nil where none is called so.
  package init?(name: String) {
    guard let command = Command.allCases.first(where: { $0.name == name }) else { return nil }
    self = command
  }

  /// On which screens it does something.
  package var screens: Set<KeyContext> {
    switch self {
    case .quit, .script, .sync, .state, .help, .log, .commandLine, .source, .redraw, .suspend, .undo, .redo,
      .back,
      .subjects, .jumpBack, .starred, .queue, .history, .news,
      .down, .up, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .first, .last, .percent:
      KeyContext.screens
    case .open, .next, .previous: KeyContext.lists.union(KeyContext.articles).union([.subjects])
    case .nextUnread: KeyContext.lists.union(KeyContext.articles)
    case .previousUnread: KeyContext.articles.union([.list, .search])
    case .toggleRead, .toggleStar, .toggleQueue: KeyContext.articles.union([.list, .search])
    case .markListRead, .unreadOnly: [.front, .list, .search]
    case .selectRange: [.list, .search]
    case .earlierInQueue, .laterInQueue: [.list]
    case .search: KeyContext.lists.union(KeyContext.articles).union([.subjects, .help])
    case .narrow, .order: [.list, .search]
    case .widen: [.search]
    case .keepSearch, .dropSearch: [.front, .search]
    case .nextMatch, .previousMatch: [.find]
    case .copyAddress, .copyArticle, .qrCode, .showAddress, .openInBrowser, .save, .pipe, .openInPager,
      .openInEditor:
      KeyContext.articles.union([.list, .search])
    case .previousOfSubject, .nextOfSubject, .firstOfSubject, .zen, .follow, .nextLink, .previousLink,
      .copyParagraph:
      KeyContext.articles
    case .clear: [.find, .link, .search, .subjects, .help, .log, .state]
    }
  }
}

/// Where keys mean something: on a screen, or on all of them.
package enum KeyContext: String, CaseIterable, Hashable, Sendable {
  /// Every screen, for keys that have no meaning of their own there.
  case all
  /// The front page, a list of articles, an article, the results of a search.
  case front, list, article, search
  /// An article while something is found in it, or else while a link in it is selected.
  case find, link
  /// The subjects.
  case subjects
  /// The keys, the log, the sources' state.
  case help, log, state

  /// The contexts whose keys hold in this one, the nearest first.
  package var lookedUp: [KeyContext] {
    switch self {
    case .all: [.all]
    case .find: [.find, .article, .all]
    case .link: [.link, .article, .all]
    default: [self, .all]
    }
  }

  /// All that are a screen.
  static let screens = Set(allCases).subtracting([.all])
  /// Those that show an article, and those that show rows that lead somewhere.
  static let articles: Set = [KeyContext.article, .find, .link],
    lists: Set = [KeyContext.front, .list, .search]
}

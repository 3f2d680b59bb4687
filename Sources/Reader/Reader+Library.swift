// What the library answers to the reader's wishes.

import Articles
package import Library

extension Library {
  /// Does what an effect asks of the library; the answer is a message, nil where there is nothing to say or
  /// the effect is none of the library's (sync, the screen, the end).
  /// - Throws: `LibraryError`.
  package func answer(_ effect: Effect) throws(LibraryError) -> Message? {
    switch effect {
    case .loadFront:
      return .front(sources: try sources(), categories: try categories(), marks: try markCounts())
    case .loadRows(let list, let request, let limit): return try rows(list, request, limit)
    case .open(let id, let list): return try open(try article(id, in: list), in: list, orSay: .article)
    case .openNext(let key, let list, let count):
      return try open(try articles(list, after: key, limit: count).last, in: list, orSay: .next)
    case .openPrevious(let key, let list, let count):
      return try open(try articles(list, before: key, limit: count).first, in: list, orSay: .previous)
    case .openNextUnread(let key, let list, let lists, let count):
      let next = try nextUnread(list, after: key, lists: lists, count: count)
      return try open(next?.article, in: next?.list ?? list, orSay: .unread)
    case .openPreviousUnread(let key, let list, let count):
      return try open(try previousUnread(list, before: key, count: count), in: list, orSay: .unreadAbove)
    case .openLink(let id, let address):
      return try linked(try article(linkedBy: address, in: id), orSay: .link(address))
    case .openRelated(let id): return try linked(id, orSay: .article)
    case .readAhead(let id): return .ahead(id, try opened(id))
    case .loadRelated(let id): return .related(id, try related(to: id, limit: Reader.mostRelated))
    case .openAgain(let id, let list):
      guard let (summary, document, position) = try opened(id, in: list) else {
        return .nothingFound(.article)
      }
      return .returned(summary, document, position, in: list)
    case .openOfSubject(let step, let id, let key, let subject, let count):
      return try open(step, from: id, at: key, subject: subject, count: count)
    case .loadSubjects(let request, let limit): return try subjects(request, limit)
    case .loadOwnSubjects(let id): return .ownSubjects(id, try subjects(of: id))
    case .findSubjects(let text, let limit):
      return .subjectsFound(text, try subjects(matching: text, limit: limit))
    case .loadSubject(let id): return try subject(id).map { .subject($0) }
    case .openSubject(let id, let key):
      guard let name = try document(id)?.terms.first(where: { $0.key == key })?.name,
        let subject = try subject(named: name)
      else { return .nothingFound(.subject) }
      return .subjectToOpen(subject)
    case .loadNews:
      guard let news = try news(limit: 0), let list = try listSinceLast() else { return nil }
      return .news(news.count, in: list)
    case .markVisit:
      try markVisit()
      return nil
    case .start(let start): return try self.start(start)
    case .loadSearches: return .searches(try savedSearches())
    case .keepSearch(let search): return .changed(try keep(search))
    case .renameSearch(let id, let name): return .changed(try rename(id, to: name))
    case .dropSearch(let id): return .changed(try setKept(id, false))
    case .search(let request): return .hits(request, try search(request))
    case .openHit(let id, let isAgain):
      guard let (summary, document, position) = try opened(id) else { return .nothingFound(.article) }
      return .hit(summary, document, position, isAgain: isAgain)
    case .fetch(let id, let errand):
      guard let (summary, document, _) = try opened(id) else { return .nothingFound(.article) }
      return .fetched(summary, document, for: errand)
    case .reread(let id, let version):
      guard let summary = try article(id) else { return nil }
      return .document(summary, summary.version == version ? nil : try document(id))
    case .markOpened(let id): return .changed(try markOpened(id))
    case .setRead(let id, let isRead): return .changed(try setRead(id, isRead))
    case .setStarred(let id, let isStarred): return .changed(try setStarred(id, isStarred))
    case .setQueued(let id, let isQueued): return .changed(try setQueued(id, isQueued))
    case .moveInQueue(let id, let step): return .changed(try moveInQueue(id, by: step))
    case .setMark(let mark, let range): return .changed(try toggle(mark, of: range))
    case .markRead(let list): return .changed(try markRead(list))
    case .setMarks(let mark, let ids, let isOn): return .changed(try setMark(mark, of: ids, isOn))
    case .undo(let change, let isLast): return .undone(change, redo: try undo(change), isLast: isLast)
    case .redo(let change, let isLast): return .redone(change, undo: try undo(change), isLast: isLast)
    case .savePosition(let id, let position):
      try setPosition(id, position)
      return nil
    case .perform(let command, let count): return .perform(command, count)
    case .copy, .browse, .save, .pipe, .page, .edit: return nil
    case .setScript, .countSearches, .sync, .loadState, .source, .redraw, .suspend, .quit: return nil
    }
  }

  private func open(_ summary: ArticleSummary?, in list: ListSelection, orSay missing: Missing)
    throws(LibraryError) -> Message
  {
    guard let summary, let (document, position) = try left(summary.id) else { return .nothingFound(missing) }
    return .article(summary, document, position, in: list)
  }

  private func linked(_ id: ArticleID?, orSay missing: Missing) throws(LibraryError) -> Message {
    guard let id, let (summary, document, position) = try opened(id) else { return .nothingFound(missing) }
    return .linked(summary, document, position)
  }

  /// An article, and where it was left; nil where there is none.
  private func opened(_ id: ArticleID, in list: ListSelection = .everything) throws(LibraryError)
    -> (summary: ArticleSummary, document: Document, position: Position?)?
  {
    guard let summary = try article(id, in: list), let (document, position) = try left(id) else { return nil }
    return (summary, document, position)
  }

  private func left(_ id: ArticleID) throws(LibraryError) -> (Document, Position?)? {
    guard let document = try document(id) else { return nil }
    return (document, try position(id))
  }

  /// An article of a subject of another one.
  private func open(_ step: SubjectStep, from id: ArticleID, at key: ListKey, subject: Int64?, count: Int)
    throws(LibraryError) -> Message
  {
    let own = try subjects(of: id)
    guard let subject = own.first(where: { $0.id == subject }) ?? own.first else {
      return .nothingFound(.subject)
    }
    let list = ListSelection.subject(subject.id)
    let found: ArticleSummary?
    switch step {
    case .previous: found = try articles(list, before: key, limit: count).first
    case .next: found = try articles(list, after: key, limit: count).last
    case .first: found = try articles(list, limit: 1).first
    }
    guard let found, found.id != id, let (document, position) = try left(found.id) else {
      return .endOfSubject(subject, step)
    }
    return .ofSubject(subject, found, document, position)
  }

  /// The subjects that are asked for, as a message.
  private func subjects(_ request: SubjectsRequest, _ limit: Int) throws(LibraryError) -> Message {
    let total = try subjectCount()
    switch request {
    case .after(let key, let index):
      return .subjects(first: index + 1, rows: try subjects(after: key, limit: limit), total: total)
    case .before(let key, let index):
      let rows = try subjects(before: key, limit: limit)
      return .subjects(first: index - rows.count, rows: rows, total: total)
    case .from(let place):
      let first = max(0, min(place, total - limit))
      return .subjects(first: first, rows: try subjects(offset: first, limit: limit), total: total)
    }
  }

  /// The rows a list asks for, as a message.
  private func rows(_ list: ListSelection, _ request: RowsRequest, _ limit: Int) throws(LibraryError)
    -> Message
  {
    let total = try count(list)
    let first: Int
    let rows: [ArticleSummary]
    switch request {
    case .after(let key, let index):
      rows = try articles(list, after: key, limit: limit)
      first = index + 1
    case .before(let key, let index):
      rows = try articles(list, before: key, limit: limit)
      first = index - rows.count
    case .around(let place):
      first = max(0, place - limit / 4)
      rows =
        first == 0
        ? try articles(list, limit: limit) : try articles(list, offset: first, limit: limit)
    case .at(let key, let index):
      // Half before it and half after: a page around it, wherever it is on the screen.
      let before = try articles(list, before: key, limit: limit / 2)
      rows = before + (try articles(list, from: key, limit: limit - before.count))
      first = before.count < limit / 2 ? 0 : index - before.count
    case .article(let id, let key):
      let window = try window(list, around: id, at: key, limit: limit)
      return .rows(list, first: window.first, rows: window.rows, total: window.total)
    case .last:
      rows = try articles(list, before: nil, limit: limit)
      first = total - rows.count
    }
    return .rows(list, first: first, rows: rows, total: total)
  }

  /// The unread article so many before a key of a list; the first where there are not so many.
  private func previousUnread(_ list: ListSelection, before key: ListKey, count: Int) throws(LibraryError)
    -> ArticleSummary?
  {
    guard let unread = try unreadCounts()[list.inFirstOrder] else {
      return try articles(list, before: key, limit: count, unreadOnly: true).first
    }
    return try self.unread(list, .before, key, among: unread, limit: count).last
  }

  /// How many articles are unread of the lists of which that is known without looking for them.
  private func unreadCounts() throws(LibraryError) -> [ListSelection: Int] {
    var unread = Dictionary(
      uniqueKeysWithValues: try categories().map { (ListSelection.category($0.id), $0.unread) })
    let sources = try sources()
    for source in sources { unread[.source(source.key)] = source.unread }
    unread[.everything] = sources.reduce(0) { $0 + $1.unread }
    return unread
  }

  /// The unread article so many after a key of a list, going on in the lists that have any, and last before the key; the
  /// last where there are not so many. And the list it is in.
  private func nextUnread(_ list: ListSelection, after key: ListKey?, lists: [ListSelection], count: Int)
    throws(LibraryError) -> (article: ArticleSummary, list: ListSelection)?
  {
    let counts = try unreadCounts()
    var seen: Set<ArticleID> = []
    var last: (article: ArticleSummary, list: ListSelection)?
    for (list, key) in [(list, key)] + (lists + [list]).map({ ($0, nil) }) {
      let unread = counts[list.inFirstOrder]
      if unread == 0 { continue }
      // An article may be in several lists.
      let articles =
        if let key, let unread {
          try self.unread(list, .after, key, among: unread, limit: count)
        } else {
          try articles(list, after: key, limit: min(count, unread ?? count), unreadOnly: true)
        }
      for article in articles where seen.insert(article.id).inserted {
        last = (article, list)
        if seen.count == count { return last }
      }
    }
    return last
  }
}

// What reaches the reader, and what it asks of the world. Both are plain values, so tests can compare them.

package import Articles
package import Hanzi
package import Library
package import Terminal

/// Something that happened.
package enum Message: Sendable {
  /// A key was pressed.
  case key(Key)
  /// A text was pasted: one clean line.
  case paste(String)
  /// Something was done with the mouse.
  case mouse(MouseEvent)
  /// The size of the screen changed.
  case resized(Size)
  /// It is this day where the reader is.
  case today(CalendarDate)
  /// The front page, read from the library.
  case front(sources: [SourceSummary], categories: [CategorySummary], marks: MarkCounts)
  /// The rows of a list, from the row `first` on, and how many there are.
  case rows(ListSelection, first: Int, rows: [ArticleSummary], total: Int)
  /// An article to be shown, where it was left, and the list it was found in.
  case article(ArticleSummary, Document, Position?, in: ListSelection)
  /// The article that a link of the one shown leads to.
  case linked(ArticleSummary, Document, Position?)
  /// The article read ahead, and where it was left; nil where there is none of that identity.
  case ahead(ArticleID, (summary: ArticleSummary, document: Document, position: Position?)?)
  /// Articles related to one, for its end.
  case related(ArticleID, [ArticleSummary])
  /// An article to be shown again, where it was left, and the list it was read in.
  case returned(ArticleSummary, Document, Position?, in: ListSelection)
  /// An article of a subject, beside another one of it, and where it was left.
  case ofSubject(SubjectSummary, ArticleSummary, Document, Position?)
  /// There is no article of a subject where one was to be gone to.
  case endOfSubject(SubjectSummary, SubjectStep)
  /// Subjects, from the place `first` on, and how many there are.
  case subjects(first: Int, rows: [SubjectSummary], total: Int)
  /// The subjects of an article.
  case ownSubjects(ArticleID, [SubjectSummary])
  /// Subjects in whose names a text was found.
  case subjectsFound(String, [SubjectSummary])
  /// What a subject is called; whose list is to be opened.
  case subject(SubjectSummary)
  case subjectToOpen(SubjectSummary)
  /// An article on the screens, read again; its text is nil where that is of the version that is there.
  case document(ArticleSummary, Document?)
  /// How many articles have come since the reader was open last, `Library.mostNews` at most.
  case news(Int, in: ListSelection)
  /// The list that is shown first, and the article in it, to be read or only selected.
  case start(with: ListSelection, at: ArticleSummary?, isOpen: Bool)
  /// The search whose results are shown first, and the article among them, to be read or only selected.
  case startAgain(SavedSearch, at: ArticleID?, isOpen: Bool)
  /// The searches that are kept.
  case searches([SavedSearch])
  /// How many unread articles a kept search finds, `Reader.mostCounted` at most.
  case searchCount(Int64, Int)
  /// What was searched for, and hits.
  case hits(SearchRequest, SearchPage)
  /// An article that was searched for, to be shown; again, where it was left.
  case hit(ArticleSummary, Document, Position?, isAgain: Bool)
  /// An article to be handed out.
  case fetched(ArticleSummary, Document, for: Errand)
  /// There is no such article.
  case nothingFound(Missing)
  /// A mark was changed, and how to undo it; nil where nothing changed.
  case changed(Change?)
  /// A change was undone, or done again, and what takes that back (nil where the marks were so already); whether it is
  /// the last of several.
  case undone(Change, redo: Change?, isLast: Bool)
  case redone(Change, undo: Change?, isLast: Bool)
  /// A sync has begun, or has got this far.
  case syncing(SyncStatus)
  /// Articles have come, gone or changed: what is shown is read again.
  case arrived
  /// Sync has ended: the number of new articles, and of sources that failed.
  case synced(new: Int, failures: Int)
  /// How the sources are, as it is to be shown.
  case state([SourceState])
  /// A wish could not be fulfilled: marks that were shown before they were kept are as they were.
  case refused(Effect)
  /// The configuration was read again: how the reader likes things now, and what its keys mean.
  case configured(Preferences, KeyTable)
  /// An article was saved in a file: its whole path.
  case saved(String)
  /// There is a file already where one was to be saved.
  case exists(FileToSave)
  /// Something failed: one line for the log.
  case failed(String, at: String = "")
  /// A command is to be done, now that what was wanted before it is.
  case perform(Command, Int?)
}

/// An article that was asked for and is not there.
package enum Missing: Hashable, Sendable {
  case unread, unreadAbove, next, previous, article, subject
  /// What a link leads to: its address.
  case link(String)
}

/// How a source is: what the screen of the sources' state says of it.
package struct SourceState: Hashable, Sendable {
  /// One thing that is known of it.
  package struct Line: Hashable, Sendable {
    /// What it is called, and what it is.
    package var label: String, text: String

    /// A thing by its name.
    package init(_ label: String, _ text: String) { (self.label, self.text) = (label, text) }
  }

  /// Its name.
  package var source: String
  /// What is known of it, in order.
  package var lines: [Line]

  /// What is known of a source.
  package init(source: String, lines: [Line]) { (self.source, self.lines) = (source, lines) }
}

/// Something the reader wants done. The world does it, and answers with messages.
package enum Effect: Hashable, Sendable {
  /// Read the sources and categories.
  case loadFront
  /// Do a command, so many times, when what is wanted before it is done.
  case perform(Command, Int?)
  /// Read at most `limit` rows of a list.
  case loadRows(ListSelection, RowsRequest, limit: Int)
  /// Read an article of a list.
  case open(ArticleID, in: ListSelection)
  /// Read the article so many after a row of a list, or before it; the last or first where there are not so many.
  case openNext(after: ListKey, in: ListSelection, Int)
  case openPrevious(before: ListKey, in: ListSelection, Int)
  /// Read the unread article so many after a row of a list, or of the lists after it; the last where there are not so
  /// many.
  case openNextUnread(after: ListKey?, in: ListSelection, lists: [ListSelection], Int)
  /// Read the unread article so many before a key of a list.
  case openPreviousUnread(before: ListKey, in: ListSelection, Int)
  /// Read the article that an address in an article leads to.
  case openLink(in: ArticleID, address: String)
  /// Read an article that another one is related to.
  case openRelated(ArticleID)
  /// Read the article selected, when nobody has moved on for a moment.
  case readAhead(ArticleID)
  /// Find the articles that are related to one. Nobody waits for it.
  case loadRelated(ArticleID)
  /// Read an article that was read in a list before.
  case openAgain(ArticleID, in: ListSelection)
  /// Read an article of a subject as seen from another one of it: of the article's first subject where none, or
  /// one that is not the article's, is named. So many steps farther, or as many as there are.
  case openOfSubject(SubjectStep, from: ArticleID, at: ListKey, subject: Int64?, Int)
  /// Read subjects, those with most articles first.
  case loadSubjects(SubjectsRequest, limit: Int)
  /// Read the subjects of an article.
  case loadOwnSubjects(ArticleID)
  /// Find at most so many subjects that have a text in their names.
  case findSubjects(String, limit: Int)
  /// Read what a subject is called.
  case loadSubject(Int64)
  /// Find the subject that an article has under the key of a term.
  case openSubject(of: ArticleID, key: String)
  /// Find out what is to be shown first.
  case start(Start)
  /// Read which searches are kept.
  case loadSearches
  /// Count what is unread of kept searches, beside the reader.
  case countSearches([SavedSearch])
  /// Keep a search under a name.
  case keepSearch(SavedSearch)
  /// Call a kept search otherwise.
  case renameSearch(Int64, to: String)
  /// Keep a search no more.
  case dropSearch(Int64)
  /// Search: of several that wait, only the last is worth doing.
  case search(SearchRequest)
  /// Read an article that was searched for; again, where it was left.
  case openHit(ArticleID, isAgain: Bool = false)
  /// Read an article that is to be handed out.
  case fetch(ArticleID, for: Errand)
  /// Read an article on the screens again, where its text is of another version.
  case reread(ArticleID, version: Int64)
  /// Show all texts in a script from now on, whatever the configuration says of their sources.
  case setScript(Script)
  /// Keep that an article was opened and is read.
  case markOpened(ArticleID)
  /// Keep that an article is read, or is not.
  case setRead(ArticleID, Bool)
  /// Keep that an article is starred, or is not.
  case setStarred(ArticleID, Bool)
  /// Keep that an article is to be read later, or is not.
  case setQueued(ArticleID, Bool)
  /// Keep that an article is so many places farther on in the queue.
  case moveInQueue(ArticleID, by: Int)
  /// Give a mark to all articles of a range that have it not; where all have it, take it from them.
  case setMark(Mark, of: ListRange)
  /// Keep that all articles of a list are read.
  case markRead(ListSelection)
  /// Keep that articles have a mark, or have it not: all together.
  case setMarks(Mark, of: [ArticleID], Bool)
  /// Have marks be as they were before a change; whether it is the last of several.
  case undo(Change, isLast: Bool)
  /// Have marks be as they were before a change was undone; whether it is the last of several.
  case redo(Change, isLast: Bool)
  /// Keep where an article is being read.
  case savePosition(ArticleID, Position)
  /// Bring all sources up to date, beside the reader.
  case sync
  /// Read how the sources are.
  case loadState
  /// Put a text into the clipboard of the terminal.
  case copy(String)
  /// Show an address in a browser.
  case browse(String)
  /// Write a file.
  case save(FileToSave)
  /// Give a text to a command, which has the terminal meanwhile: its words, and what it reads.
  case pipe([String], String)
  /// Show a text in the pager; open a copy of one in the editor.
  case page(String)
  case edit(String)
  /// Read the configuration again.
  case source
  /// Draw the whole screen again.
  case redraw
  /// Give the terminal back and stop, until the shell says to go on.
  case suspend
  /// Count what has come since the reader was open last; keep that it is open now.
  case loadNews
  case markVisit
  /// Leave.
  case quit
}

extension Effect {
  /// Whether it may mark any number of articles, which takes as long.
  package var marksMany: Bool {
    switch self {
    case .markRead, .setMark, .setMarks: true
    case .undo(let change, _), .redo(let change, _): change.isOfMany
    default: false
    }
  }

  /// Whether it changes what is the reader's own, or is to be done when all has been changed that was to be before it.
  package var changesMarks: Bool {
    switch self {
    case .keepSearch, .renameSearch, .dropSearch, .setRead, .setStarred, .setQueued, .moveInQueue, .markVisit,
      .undo, .redo, .perform:
      true
    default: marksMany
    }
  }
}

extension Change {
  fileprivate var isOfMany: Bool {
    switch self {
    case .many: true
    case .queued(let ranks), .moved(let ranks): ranks.count > 1
    case .read, .starred, .search, .searchName: false
    }
  }
}

/// Which rows of a list to read.
package enum RowsRequest: Hashable, Sendable {
  /// The rows that follow a known one, whose place in the list is `index`.
  case after(ListKey, index: Int)
  /// The rows before a known one, whose place in the list is `index`.
  case before(ListKey, index: Int)
  /// The rows around a place.
  case around(Int)
  /// The rows around a known one, whose place is `index`.
  case at(ListKey, index: Int)
  /// The rows around an article, wherever it stands now; around where it was if it has gone.
  case article(ArticleID, ListKey)
  /// The last rows.
  case last
}

/// Which articles of a subject to go to.
package enum SubjectStep: Hashable, Sendable { case previous, next, first }

/// Which subjects to read.
package enum SubjectsRequest: Hashable, Sendable {
  /// Those that follow a known one, whose place is `index`.
  case after(SubjectKey, index: Int)
  /// Those before a known one, whose place is `index`.
  case before(SubjectKey, index: Int)
  /// Those from a place on.
  case from(Int)
}

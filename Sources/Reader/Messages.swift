// What reaches the reader, and what it asks of the world. Both are plain values, so tests can compare them.

package import Articles
package import Library
package import Terminal

/// Something that happened.
package enum Message: Sendable {
  case key(Key)
  /// The size of the screen changed.
  case resized(Size)
  /// The front page, read from the library.
  case front(sources: [SourceSummary], categories: [CategorySummary])
  /// The rows of a list, from the row `first` on, and how many there are.
  case rows(ListSelection, first: Int, rows: [ArticleSummary], total: Int)
  /// An article to be shown, and where it was left.
  case article(ArticleSummary, Document, Position?, at: Int?)
  /// No article matched (the next unread, when all are read).
  case nothingFound
  /// A mark was changed, and how to undo it; nil where nothing changed.
  case changed(Change?)
  /// A change was undone.
  case undone
  /// Sync has begun, or has got this far.
  case syncing(String)
  /// Sync has ended; the number of new articles, or nil where it failed.
  case synced(new: Int?)
  /// Something failed: one line for the log.
  case failed(String)
}

/// Something the reader wants done. The world does it, and answers with messages.
package enum Effect: Hashable, Sendable {
  /// Read the sources and categories.
  case loadFront
  /// Read rows of a list.
  case loadRows(ListSelection, RowsRequest)
  /// Read an article; `at` is its row in the list it is opened from.
  case open(ArticleID, at: Int?)
  /// Open the next unread article after a row of a list, or of the lists after it.
  case openNextUnread(after: ListKey?, in: ListSelection, lists: [ListSelection])
  case setRead(ArticleID, Bool)
  case setStarred(ArticleID, Bool)
  case markRead(ListSelection)
  case undo(Change)
  /// Keep where an article is being read.
  case savePosition(ArticleID, Position)
  case sync
  /// Draw the whole screen again.
  case redraw
  case suspend
  case quit
}

/// Which rows of a list to read.
package enum RowsRequest: Hashable, Sendable {
  /// The rows that follow a known one, whose place in the list is `index`.
  case after(ListKey, index: Int)
  /// The rows before a known one, whose place in the list is `index`.
  case before(ListKey, index: Int)
  /// The rows around a place.
  case around(Int)
  /// The last rows.
  case last
}

/// Rows read at once: some screens full.
package let rowsAtOnce = 400

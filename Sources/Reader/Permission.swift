// What a stranger may do: read, search, mark. One to whom the program was given over SSH (`--restricted`) gets neither
// files nor commands nor the network out of it.
//
// The switches have no default: what is added to the program is not built before it stands here.

extension Command {
  /// Whether it is for strangers too.
  var isForStrangers: Bool {
    switch self {
    case .down, .up, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .first, .last, .percent,
      .open, .back, .quit, .next, .previous, .nextUnread, .previousUnread, .news,
      .toggleRead, .toggleStar, .toggleQueue, .selectRange, .markListRead, .undo, .redo,
      .starred, .queue, .earlierInQueue, .laterInQueue, .history,
      .search, .narrow, .unreadOnly, .widen, .order, .keepSearch, .dropSearch, .nextMatch, .previousMatch,
      .clear,
      .subjects, .previousOfSubject, .nextOfSubject, .firstOfSubject, .jumpBack,
      .follow, .nextLink, .previousLink, .copyAddress, .copyParagraph, .copyArticle, .qrCode,
      .showAddress, .script, .zen, .state, .help, .log, .commandLine, .redraw:
      true
    case .sync, .source, .suspend, .openInBrowser, .save, .pipe, .openInPager, .openInEditor: false
    }
  }
}

extension Effect {
  /// Whether it is done for strangers too: it reads the library, keeps marks, or is about the screen.
  package var isForStrangers: Bool {
    switch self {
    case .loadFront, .loadRows, .loadRelated, .loadSubjects, .loadOwnSubjects, .loadSubject, .loadSearches,
      .loadState, .readAhead, .loadNews, .fetch, .reread,
      .open, .openNext, .openPrevious, .openNextUnread, .openPreviousUnread, .openLink, .openRelated,
      .openAgain, .openOfSubject,
      .openSubject, .openHit,
      .search, .findSubjects, .countSearches, .keepSearch, .renameSearch, .dropSearch,
      .markOpened, .setRead, .setStarred, .setQueued, .moveInQueue, .setMark, .setMarks, .markRead, .undo,
      .redo,
      .savePosition, .markVisit, .start,
      .setScript, .copy, .redraw, .perform, .quit:
      true
    case .sync, .source, .suspend, .browse, .save, .pipe, .page, .edit: false
    }
  }
}

extension Reader {
  /// Whether one who reads here may do this.
  func allows(_ command: Command) -> Bool { !isRestricted || command.isForStrangers }

  /// What is said where there is no source.
  var noSources: String { words[isRestricted ? .noPaper : .noSources] }
}

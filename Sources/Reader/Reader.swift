// The reader as a value: what is on the screens, what each key does, how they are drawn. The API is `update` and
// `draw`, with the messages and effects of Messages.swift; `Library.answer` does what effects ask of a library.
//
// It knows the library's values, lines and cells. It must not know SQLite, ncurses, files or threads: what
// it wants done it returns as effects, and what happened comes as messages.

import Articles
package import Hanzi
import Library
package import Terminal
package import Typesetting

/// How the selected row is shown.
package enum SelectedRow: String, CaseIterable, Hashable, Sendable {
  /// As a bar: both rows are sent again when another is selected.
  case bar
  /// By an arrow at its left: of a few bytes, for slow lines.
  case arrow
}

/// How a reader likes things.
package struct Preferences: Sendable {
  /// The language of the program's own words.
  package var language: Language
  /// How articles are set; its measure is the longest line.
  package var setting: Setting
  /// The traditional script that the key for scripts leads to.
  package var traditional: Script
  /// The script that most sources are shown in before that key is pressed.
  package var script: Script
  /// What is shown first.
  package var start: Start
  /// What stands beside a list.
  package var panes: PaneChoice
  /// How the selected row is shown.
  package var selectedRow: SelectedRow
  /// Whether a mark given to a row moves on to the next.
  package var goesOnAfterMark = false
  /// Whether the cursor is seen at what is selected, and not only there.
  package var showsCursor = false
  /// Whether one is asked before the reader is left by its key.
  package var confirmsQuit = false
  /// The signs the program draws with.
  package internal(set) var symbols = Symbols.unicode

  /// Likes, as they are where nobody says otherwise.
  package init(
    language: Language = .simplified, setting: Setting = Setting(), traditional: Script = .traditional,
    script: Script = .published,
    panes: PaneChoice = .auto, selectedRow: SelectedRow = .bar, start: Start = .front
  ) {
    self.language = language
    self.setting = setting
    self.traditional = traditional
    self.script = script
    self.start = start
    self.panes = panes
    self.selectedRow = selectedRow
  }
}

/// The reader's whole state.
package struct Reader: Sendable {
  var preferences: Preferences
  var keys: KeyTable
  /// Whether one who reads is a stranger, who may read and nothing else (Permission.swift).
  let isRestricted: Bool
  var size: Size
  /// The day where the reader is, where that is known.
  var today: CalendarDate?
  /// The screens, the one shown last. Never empty; the first is the front page.
  var screens: [Screen]
  var sources: [SourceSummary] = []
  var categories: [CategorySummary] = []
  /// The searches that are kept, and how many unread articles those find that have been counted.
  var searches: [SavedSearch] = []
  var searchCounts: [Int64: Int] = [:]
  /// How many articles had come when the reader was opened, since it was open last.
  var news = 0
  /// Whether something has come and no key was pressed since: nobody may have seen it.
  private var hasUnseenNews = false
  /// The list of what has come since the reader was open last; nil where it never was.
  var newsList: ListSelection?
  /// How many articles are starred, and are to be read later.
  var marks = MarkCounts()
  /// What the subjects are called that have been shown.
  var subjectNames: [Int64: String] = [:]
  /// Where lists were left in this run: the article, and its place in order.
  var rowsLeft: [ListSelection: (id: ArticleID, key: ListKey)] = [:]
  /// The articles that were left for others, the last one last.
  var trail: [Stop] = []
  /// What can be undone, newest last, and what was undone and can be redone, undone last last.
  var changes: [Change] = [], undone: [Change] = []
  /// How many of those that the last command undid, or did again, could not be and are there again, the newest first.
  var givenBack = 0
  /// The list that is being marked read: it is shown so.
  var beingRead: ListSelection?
  /// What failed, each with the time of day, where that is known.
  var log: [TextScreen.Entry] = []
  /// The digits typed so far, and the keys of a sequence that is not finished.
  var digits = "", pending: [Key] = []
  /// What the bottom line says until the next key.
  var notice: String? { didSet { offered = nil } }
  /// The address that the notice offers as a hyperlink; nil where it does not.
  var offered: String?
  /// What sync is doing; nil when it is not running.
  var syncStatus: SyncStatus?
  /// Whether the sync was asked for by key.
  var isSyncAsked = false
  /// The script asked for by key; nil where each source has its own.
  var script: Script?
  /// A question that waits for y.
  var question: Question?
  /// The line that is typed at the bottom.
  var prompt: Prompt?
  /// Whether only the text of articles is shown.
  var isZen = false
  /// The article read ahead, and the one that was asked for in its place and has not come.
  var ahead: ArticleAhead?
  var askedAhead: ArticleID?
  /// The article that was read last to be handed out.
  var fetched: (summary: ArticleSummary, document: Document)?
  /// An address shown as a code.
  var shownCode: ShownCode?
  /// What was typed at each kind of prompt.
  var histories: [Prompt.Kind: LineHistory] = [:]
  /// The command that waits for hits which are not in memory, and its count.
  var awaiting: (command: Command, count: Int?)?
  /// The search that is being changed, as it was before.
  var searchBefore: SearchScreen?

  /// A question and what yes means.
  enum Question: Hashable, Sendable {
    case markListRead(ListSelection)
    /// Whether all that was found is to be marked read.
    case markHitsRead
    /// Whether a file is to take the place of one that is there.
    case replace(FileToSave)
    /// Whether the reader is to be left.
    case quit
  }

  /// A reader on the front page, which is empty until `firstEffects` are done.
  package init(
    size: Size, preferences: Preferences = Preferences(), keys: KeyTable = KeyTable(),
    isRestricted: Bool = false
  ) {
    self.size = size
    self.preferences = preferences
    self.keys = keys
    self.isRestricted = isRestricted
    screens = [.front(FrontScreen())]
  }

  /// What to do before the first screen is drawn.
  package var firstEffects: [Effect] {
    [.loadFront, .loadSearches, .loadNews, .start(preferences.start)]
  }

  /// What to do when the first screen has been drawn: nobody waits for it.
  package var effectsOnceShown: [Effect] { [.markVisit] }

  /// Takes a message in; returns what it asks of the world, in order.
  package mutating func update(_ message: Message) -> [Effect] {
    let effects = receive(message)
    keepAhead(effects)
    return effects + askAhead()
  }

  private mutating func receive(_ message: Message) -> [Effect] {
    switch message {
    case .key(let key): return noteVisit() + handle(key)
    case .paste(let text): return paste(text)
    case .mouse(let event): return noteVisit() + handle(event)
    case .resized(let size): return resize(to: size)
    case .today(let day): return begin(day)
    case .front(let sources, let categories, let marks): return show(sources, categories, marks)
    case .rows(let list, let first, let rows, let total):
      return show(rows, of: list, first: first, total: total)
    case .article(let summary, let document, let position, let list):
      return show(summary, document, at: position, of: list)
    case .linked(let summary, let document, let position):
      return show(linked: summary, document, at: position)
    case .ahead(let id, let content): return take(ahead: id, content)
    case .related(let id, let articles): return show(related: articles, to: id)
    case .returned(let summary, let document, let position, let list):
      return show(returned: summary, document, at: position, of: list)
    case .ofSubject(let subject, let summary, let document, let position):
      return show(summary, document, at: position, of: subject)
    case .endOfSubject(let subject, let step):
      notice = name(of: subject) + "  " + words[step == .next ? .lastRow : .firstRow]
      return []
    case .subjects(let first, let rows, let total): return show(rows, first: first, total: total)
    case .ownSubjects(let id, let subjects): return show(subjects, of: id)
    case .subjectsFound(let text, let subjects): return show(subjects, found: text)
    case .subject(let subject): return learn([subject])
    case .subjectToOpen(let subject): return open(subject)
    case .document(let summary, let document): return show(again: summary, document)
    case .fetched(let summary, let document, let errand): return handOut(summary, document, for: errand)
    case .start(let list, let article, let isOpen): return start(with: list, at: article, isOpen: isOpen)
    case .startAgain(let search, let article, let isOpen):
      return start(with: search, at: article, isOpen: isOpen)
    case .searches(let searches): return take(searches)
    case .news(let count, let list):
      (news, newsList) = (count, list)
      return []
    case .searchCount(let id, let count):
      showCount(count, of: id)
      return []
    case .hits(let request, let page): return take(page, to: request)
    case .hit(let summary, let document, let position, let isAgain):
      return show(hit: summary, document, at: position, isAgain: isAgain)
    case .nothingFound(.link(let address)):
      notice = address
      return []
    case .nothingFound(let missing): return say(missing.words)
    case .changed(let change): return remember(change)
    case .undone(let change, let redo, let isLast): return show(undone: change, redo: redo, isLast: isLast)
    case .redone(let change, let undo, let isLast): return show(redone: change, undo: undo, isLast: isLast)
    case .syncing(let status): return take(status)
    case .arrived:
      hasUnseenNews = true
      return reloadAfterChange()
    case .synced(let new, let failures):
      hasUnseenNews = true
      return endSync(new: new, failures: failures)
    case .state(let sources):
      show(sources)
      return []
    case .refused(let effect): return takeBack(effect)
    case .configured(let preferences, let keys): return configure(preferences, keys)
    case .saved(let path):
      notice = words[.saved] + path
      return []
    case .exists(let file):
      question = .replace(file)
      return []
    case .perform(let command, let count): return carryOut(command, count)
    case .failed(let line, let time):
      note(line, at: time)
      notice = line
      return []
    }
  }

  /// What has come meanwhile is not new any more: somebody is here.
  package mutating func noteVisit() -> [Effect] {
    defer { hasUnseenNews = false }
    return hasUnseenNews ? [.markVisit] : []
  }

  /// Whether an answer or the rest of something typed is waited for, which ^C takes back.
  package var isAsking: Bool { isDrawn && hasQuestion }

  private var hasQuestion: Bool {
    prompt != nil || hints != nil || question != nil || shownCode != nil || isPending
  }

  /// Whether a line is being typed: what it asks of the library is not worth asking while more is typed.
  package var isTyping: Bool { prompt != nil }

  /// The words of the program.
  var words: Language { preferences.language }

  /// The screen shown.
  var screen: Screen {
    get { screens.last ?? .front(FrontScreen()) }
    set { screens[screens.count - 1] = newValue }
  }

  /// Rows between the title bar and the bottom line.
  var pageRows: Int { Layout(size).main.rows }

  /// Keeps a line for the log; the same line again and again is kept once, as of the last time.
  private mutating func note(_ line: String, at time: String) {
    if log.last?.text == line { log.removeLast() }
    log.append(TextScreen.Entry(label: time, text: line))
    log.removeFirst(max(0, log.count - Reader.longestLog))
    for index in screens.indices {
      guard case .log(var text) = screens[index] else { continue }
      let wasAtEnd = text.isAtEnd(page: pageRows)
      text.replace(logEntries, columns: size.columns, page: pageRows)
      if wasAtEnd { text.scroll(by: Int.max / 4, page: pageRows) }
      screens[index] = .log(text)
    }
  }

  /// Lines of the log that are kept, and changes that can be undone.
  private static let longestLog = 1000
  static let mostChanges = 500

  /// Says something in the bottom line; in place of `{log}`, or another command in braces, its key.
  mutating func say(_ key: Words.Key) -> [Effect] {
    notice = sentence(key)
    return []
  }

  /// A sentence of the catalogue, with the keys that its commands have here.
  func sentence(_ key: Words.Key) -> String {
    let text = words[key]
    guard let start = text.firstIndex(of: "{"), let end = text.firstIndex(of: "}"),
      let command = Command(name: String(text[text.index(after: start)..<end]))
    else { return text }
    return text[..<start] + self.key(for: command) + text[text.index(after: end)...]
  }
}

extension Missing {
  /// How the bottom line says so.
  var words: Words.Key {
    switch self {
    case .unread: .noMoreUnread
    case .unreadAbove: .noUnreadAbove
    case .next: .lastRow
    case .previous: .firstRow
    case .article, .link: .noArticle
    case .subject: .noSubject
    }
  }
}

/// One of the reader's screens.
enum Screen: Sendable {
  case front(FrontScreen)
  case list(ListScreen)
  case article(ArticleScreen)
  case search(SearchScreen)
  case subjects(SubjectScreen)
  case help(HelpScreen)
  case log(TextScreen)
  case state(TextScreen)

  /// Whether articles or marks have changed since its rows were read.
  var isStale: Bool {
    switch self {
    case .list(let list): list.isStale
    case .search(let search): search.isStale
    case .front, .article, .subjects, .help, .log, .state: false
    }
  }

  mutating func setStale(_ isStale: Bool) {
    switch self {
    case .list(var list):
      list.isStale = isStale
      self = .list(list)
    case .search(var search):
      search.isStale = isStale
      self = .search(search)
    case .front, .article, .subjects, .help, .log, .state: break
    }
  }

  /// The text of a screen that has one of the program's own.
  var text: TextScreen? {
    get {
      switch self {
      case .help(let help): help.text
      case .log(let text), .state(let text): text
      case .front, .list, .article, .search, .subjects: nil
      }
    }
    set {
      guard let text = newValue else { return }
      switch self {
      case .help(var help):
        help.text = text
        self = .help(help)
      case .log: self = .log(text)
      case .state: self = .state(text)
      case .front, .list, .article, .search, .subjects: return
      }
    }
  }
}

// Subjects: their screen, their lists, going along one from article to article.

import Articles
import Library
import Terminal

extension Reader {
  /// Shows the subjects of the article shown and all others; where they are shown already, leaves them.
  mutating func toggleSubjects() -> [Effect] {
    if case .subjects = screen { return goBack() }
    let effects = savedPosition
    var article: ArticleID?
    if case .article(let shown) = screen { article = shown.summary.id }
    push(.subjects(SubjectScreen(article: article)))
    return effects + (article.map { [.loadOwnSubjects($0)] } ?? []) + [loadSubjects(.from(0))]
  }

  func loadSubjects(_ request: SubjectsRequest) -> Effect {
    .loadSubjects(request, limit: ListScreen.pagesAtOnce * pageRows)
  }

  /// Changes the screen of subjects where it is shown; reads the rows that it then lacks.
  mutating func changeSubjects(_ change: (inout SubjectScreen, _ page: Int) -> Void) -> [Effect] {
    guard case .subjects(var subjects) = screen else { return [] }
    change(&subjects, pageRows)
    screen = .subjects(subjects)
    return subjects.missing(page: pageRows).map { [loadSubjects($0)] } ?? []
  }

  /// Shows the articles of a subject.
  mutating func open(_ subject: SubjectSummary) -> [Effect] {
    let effects = savedPosition + learn([subject])
    return effects + open(list: .subject(subject.id)) { $0.push($1) }
  }

  /// Reads the subjects in memory again, and what the lists shown are called.
  var reloadedSubjects: [Effect] {
    screens.flatMap { screen -> [Effect] in
      switch screen {
      case .subjects(let subjects):
        let own = subjects.article.map { [Effect.loadOwnSubjects($0)] } ?? []
        let found = subjects.filter.map { [Effect.findSubjects($0.text, limit: SubjectScreen.mostFound)] }
        return own + [loadSubjects(.from(subjects.firstShown))] + (found ?? [])
      case .list(let list):
        if case .subject(let id) = list.selection.inFirstOrder { return [.loadSubject(id)] }
        return []
      default: return []
      }
    }
  }

  // MARK: What comes of it

  /// Keeps what subjects are called.
  mutating func learn(_ subjects: [SubjectSummary]) -> [Effect] {
    for subject in subjects { subjectNames[subject.id] = subject.name }
    return []
  }

  mutating func show(_ rows: [SubjectSummary], first: Int, total: Int) -> [Effect] {
    // Where rows have gone meanwhile, what is shown may be missing still.
    inSubjects { $0.take(rows, first: first, total: total, page: $1) } + changeSubjects { _, _ in }
  }

  mutating func show(_ own: [SubjectSummary], of article: ArticleID) -> [Effect] {
    inSubjects { if $0.article == article { $0.take(own: own, page: $1) } }
  }

  mutating func show(_ found: [SubjectSummary], found text: String) -> [Effect] {
    inSubjects { $0.take(found: found, by: text, page: $1) }
  }

  /// Changes the screen of subjects, wherever it is.
  private mutating func inSubjects(_ change: (inout SubjectScreen, _ page: Int) -> Void) -> [Effect] {
    for index in screens.indices {
      guard case .subjects(var subjects) = screens[index] else { continue }
      change(&subjects, pageRows)
      screens[index] = .subjects(subjects)
    }
    return []
  }

  // MARK: Finding subjects by their names

  mutating func askSubjects(_ text: String) -> [Effect] {
    ask(.subjects(before: text), text)
    return []
  }

  /// Shows the subjects in whose names is what has been typed.
  mutating func filterSubjects(_ text: String) -> [Effect] {
    changeSubjects { $0.filter(by: text, page: $1) }
      + (text.isEmpty ? [] : [.findSubjects(text, limit: SubjectScreen.mostFound)])
  }

  // MARK: Along a subject

  /// What the bottom line calls a subject.
  func name(of subject: SubjectSummary) -> String { words[.subjects] + words[.colon] + subject.name }

  /// Goes to another article, so many steps farther, of a subject of the article shown: the subject through which one came, or its first.
  mutating func step(_ step: SubjectStep, _ count: Int) -> [Effect] {
    guard case .article(let article) = screen else { return [] }
    let summary = article.summary
    return savedPosition
      + [
        .openOfSubject(
          step, from: summary.id, at: summary.key, subject: article.subject, min(count, Reader.mostSteps))
      ]
  }

  /// Shows an article of a subject in place of the one shown, and says of which. The list stays what it was.
  mutating func show(
    _ summary: ArticleSummary, _ document: Document, at position: Position?, of subject: SubjectSummary
  ) -> [Effect] {
    guard case .article(let from) = screen else { return [] }
    if from.list.inFirstOrder == .subject(subject.id) {
      let effects = show(summary, document, at: position, of: from.list)
      notice = name(of: subject)
      return effects
    }
    var summary = summary
    summary.key = summary.key.inPlace(of: from.summary.key)
    var article = opened(summary, document, at: position, of: from.list)
    article.subject = subject.id
    leaveArticle(for: summary.id)
    screen = .article(article)
    notice = name(of: subject)
    return learn([subject])
  }
}

// What the library answers, in the script it is shown in. What is stored stays as it was published.

import Articles
import Library

extension Message {
  /// The message with `convert` made of each text of an article or a category; it is given the text and the key
  /// of its source, which is empty for a subject.
  package func converted(by convert: (_ text: String, _ source: String) -> String) -> Message {
    switch self {
    case .front(let sources, let categories, let marks):
      let categories = categories.map { category in
        var category = category
        category.name = convert(category.name, category.source)
        category.group = convert(category.group, category.source)
        return category
      }
      return .front(sources: sources, categories: categories, marks: marks)
    case .rows(let list, let first, let rows, let total):
      return .rows(list, first: first, rows: rows.map { $0.converted(by: convert) }, total: total)
    case .article(let summary, let document, let position, let list):
      return .article(
        summary.converted(by: convert), document.converted(for: summary, by: convert), position, in: list)
    case .linked(let summary, let document, let position):
      return .linked(summary.converted(by: convert), document.converted(for: summary, by: convert), position)
    case .hits(let request, var page):
      for index in page.hits.indices {
        let source = page.hits[index].article.source
        page.hits[index].article = page.hits[index].article.converted(by: convert)
        page.hits[index].excerpt = convert(page.hits[index].excerpt, source)
      }
      return .hits(request, page)
    case .hit(let summary, let document, let position, let isAgain):
      return .hit(
        summary.converted(by: convert), document.converted(for: summary, by: convert), position,
        isAgain: isAgain)
    case .fetched(let summary, let document, let errand):
      return .fetched(
        summary.converted(by: convert), document.converted(for: summary, by: convert), for: errand)
    case .ahead(let id, let content?):
      return .ahead(
        id,
        (
          content.summary.converted(by: convert),
          content.document.converted(for: content.summary, by: convert), content.position
        ))
    case .related(let id, let articles): return .related(id, articles.map { $0.converted(by: convert) })
    case .returned(let summary, let document, let position, let list):
      return .returned(
        summary.converted(by: convert), document.converted(for: summary, by: convert), position, in: list)
    case .ofSubject(let subject, let summary, let document, let position):
      return .ofSubject(
        subject.converted(by: convert), summary.converted(by: convert),
        document.converted(for: summary, by: convert), position)
    case .endOfSubject(let subject, let step): return .endOfSubject(subject.converted(by: convert), step)
    case .subjects(let first, let rows, let total):
      return .subjects(first: first, rows: rows.map { $0.converted(by: convert) }, total: total)
    case .ownSubjects(let id, let rows): return .ownSubjects(id, rows.map { $0.converted(by: convert) })
    case .subjectsFound(let text, let rows):
      return .subjectsFound(text, rows.map { $0.converted(by: convert) })
    case .subject(let subject): return .subject(subject.converted(by: convert))
    case .subjectToOpen(let subject): return .subjectToOpen(subject.converted(by: convert))
    case .document(let summary, let document):
      return .document(summary.converted(by: convert), document?.converted(for: summary, by: convert))
    default: return self
    }
  }
}

extension ArticleSummary {
  fileprivate func converted(by convert: (String, String) -> String) -> ArticleSummary {
    var summary = self
    summary.title = convert(title, source)
    summary.category = convert(category, source)
    summary.group = convert(group, source)
    return summary
  }
}

extension Document {
  /// An article's text, in the script of its source.
  fileprivate func converted(for summary: ArticleSummary, by convert: (String, String) -> String) -> Document
  {
    changingText { convert($0, summary.source) }
  }
}

extension SubjectSummary {
  /// Subjects are of all sources: their names are in the script of no one of them.
  fileprivate func converted(by convert: (String, String) -> String) -> SubjectSummary {
    var subject = self
    subject.name = convert(name, "")
    return subject
  }
}

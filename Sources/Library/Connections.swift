// How an article is connected with others: the subjects it is about, and the addresses it is known by.
//
// Worked out before the transaction that stores it. It knows names and addresses, not tables.

import Articles
import Hanzi

/// What connects an article with others.
struct Connections: Hashable, Sendable {
  /// A subject's name: as all ways of writing it come to one, as the article has it, and its signature.
  struct Name: Hashable, Sendable { let folded: String, shown: String, signature: NameSignature }

  /// The subjects in the order of the text, each once.
  let subjects: [Name]
  /// The hashes of the addresses of its original and of its own page on the mirror.
  let addresses: [Int64]

  /// Subjects of an article, and code points of a name, at most: what is beyond is nobody's subject.
  private static let mostSubjects = 100, longestName = 64

  /// The connections of the article at `path`.
  init(_ document: Document, path: String) {
    var seen = Set<String>()
    var subjects: [Name] = []
    for term in document.terms where subjects.count < Connections.mostSubjects {
      guard let name = Connections.name(term.name), seen.insert(name.folded).inserted else { continue }
      subjects.append(name)
    }
    self.subjects = subjects
    let own = document.links.filter { $0.role == .share && $0.address.hasSuffix("/" + path) }.map(\.address)
    addresses = Set(([document.original].compactMap { $0 } + own).map(WebPage.hash)).sorted()
  }

  /// The name of a subject; nil where it is none: nothing in it, or too much.
  static func name(_ text: String) -> Name? {
    guard text.unicodeScalars.count <= longestName else { return nil }
    let shown = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let folded = Lexicon.shared.key(shown)
    if folded.isEmpty { return nil }
    return Name(folded: folded, shown: shown, signature: NameSignature(ofName: shown))
  }
}

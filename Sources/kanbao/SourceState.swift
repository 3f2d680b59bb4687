// How the sources are, for the reader's screen of them.

import Library
import Parsing
import Reader

/// What is known of each source, in a language.
/// - Throws: `LibraryError`.
func stateEntries(of library: Library, in language: Language) throws -> [SourceState] {
  try library.sources().map { source in
    SourceState(
      source: source.key,
      lines: source.addresses.map { SourceState.Line(addressLabel[language], cleanLine($0)) } + [
        SourceState.Line(articlesLabel[language], "\(source.unread)/\(source.total)")
      ])
  }
}

private let addressLabel = Wording("地址", "位址", "Address")
private let articlesLabel = Wording("未读/全部", "未讀/全部", "Unread/all")

// A sentence of the program in its three languages, and which of them this run speaks.

import Articles
import Reader

/// A sentence in simplified Chinese, traditional Chinese and English.
struct Wording: Hashable, Sendable {
  let simplified: String, traditional: String, english: String

  init(_ simplified: String, _ traditional: String, _ english: String) {
    (self.simplified, self.traditional, self.english) = (simplified, traditional, english)
  }

  subscript(language: Language) -> String {
    switch language {
    case .simplified: simplified
    case .traditional: traditional
    case .english: english
    }
  }
}

extension Language {
  /// The locale's language: what commands, their help and their errors are written in.
  static var ofLocale: Language { Language(locale: localeName) }

  /// The name of the locale for messages (`zh_TW.UTF-8`); empty where none is set.
  static var localeName: String {
    ["LC_ALL", "LC_MESSAGES", "LANG"].firstNonNil { environment($0) } ?? ""
  }
}

/// A sentence in the locale's language.
func say(_ simplified: String, _ traditional: String, _ english: String) -> String {
  Wording(simplified, traditional, english)[.ofLocale]
}

/// A failure with the one line that says what happened and what to do.
struct Failure: Error {
  let wording: Wording

  init(_ simplified: String, _ traditional: String, _ english: String) {
    wording = Wording(simplified, traditional, english)
  }

  init(_ wording: Wording) { self.wording = wording }
}

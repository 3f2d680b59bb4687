// A query as it is typed, understood: the small language that people know.
//
//   word word        all must occur         title:word    in the title
//   "a phrase"       word for word          category:name source:name
//   -word            must not occur         after:2021-06 before:2021-06-23 after:yesterday after:7d
//                                           is:read is:unread is:starred is:queued
//
// A category or source of exactly the name is meant where there is one, or else those with the name in theirs. What has
// no date is of the day that lists have it stand in.
//
// The marks of a Chinese keyboard do as well: “ ” ： －.

import Articles
import Hanzi

/// A query, understood.
package struct SearchQuery: Hashable, Sendable {
  /// What is wrong with a query. Its words are searched for all the same.
  package enum Problem: Hashable, Sendable {
    /// A quotation mark has no second.
    case openQuotation
    /// There is no such field; what was typed is taken for words.
    case unknownField(String)
    /// Nothing follows a field; it is left out.
    case noValue(String)
    /// What follows `after:` or `before:` is no date (2021, 2021-06, 2021-06-23), nor a day before today (yesterday, 7d).
    case noDate(String)
    /// What follows `is:` is none of read, unread, starred and queued.
    case unknownState(String)
    /// There is nothing in it that could be found.
    case nothingToFind
  }

  /// One word or phrase.
  struct Term: Hashable, Sendable {
    let needle: Needle
    /// What was typed as pinyin; nil for what cannot be.
    let pinyin: PinyinNeedle?
    var isOfTitle = false
    var isExcluded = false

    /// Whether it is how any of some names is read.
    func isSpelled(in names: [FoldedText]) -> Bool {
      guard let pinyin else { return false }
      return names.contains { pinyin.occurs(in: $0) }
    }
  }

  /// A state that an article is in.
  enum State: Hashable, Sendable {
    case read, unread, starred, unstarred, queued, unqueued

    /// The state of a name; nil where there is none.
    init?(_ name: String) {
      switch name.lowercased() {
      case "read", "已读", "已讀": self = .read
      case "unread", "未读", "未讀": self = .unread
      case "starred", "星标", "星標": self = .starred
      case "unstarred", "无星标", "無星標": self = .unstarred
      case "queued", "稍后读", "稍後讀": self = .queued
      case "unqueued", "非稍后读", "非稍後讀": self = .unqueued
      default: return nil
      }
    }

    /// The state that excludes it.
    var opposite: State {
      switch self {
      case .read: .unread
      case .unread: .read
      case .starred: .unstarred
      case .unstarred: .starred
      case .queued: .unqueued
      case .unqueued: .queued
      }
    }
  }

  /// What was typed.
  package let text: String
  /// What is wrong with it, in order.
  package private(set) var problems: [Problem] = []
  private(set) var terms: [Term] = []
  /// Names of categories and of sources: of each, one called so is wanted or, where none is, one that has it in its name.
  private(set) var categories: [Name] = [], sources: [Name] = []
  private(set) var states: [State] = []
  /// The days from which, and up to which, articles are wanted, both included.
  private(set) var firstDays: [Day] = [], lastDays: [Day] = []

  /// A day that is asked for: that of a `CalendarDate.number`, or so many before the one on which it is asked.
  enum Day: Hashable, Sendable {
    case number(Int)
    case ago(Int)

    /// Its number when today is a day. Days before all that there are, are 0.
    func number(on today: CalendarDate?) -> Int {
      switch self {
      case .number(let number): number
      case .ago(let days): today.flatMap { CalendarDate(dayCount: $0.dayCount - days) }?.number ?? 0
      }
    }

    /// The day before, as far as order goes: the one before the first of a month has no date.
    var before: Day {
      switch self {
      case .number(let number): .number(number - 1)
      case .ago(let days): .ago(days + 1)
      }
    }

    /// The day after, as far as order goes.
    var after: Day {
      switch self {
      case .number(let number): .number(number + 1)
      case .ago(let days): .ago(days - 1)
      }
    }
  }

  /// The name of a category or source, or a part of it, which may be given as pinyin.
  struct Name: Hashable, Sendable {
    let folded: String
    let needle: Needle?
    let pinyin: PinyinNeedle?
    var isExcluded = false

    init(_ text: String, isExcluded: Bool) {
      folded = Lexicon.shared.key(text)
      needle = Needle(text)
      pinyin = PinyinNeedle(text)
      self.isExcluded = isExcluded
    }

    /// Those that are meant, of some with their names: those called exactly so, in either script; where none is, those
    /// that have it in a name.
    func meant(among all: [(id: Int64, names: [String])]) -> [Int64] {
      let exact = all.filter { $0.names.contains { Lexicon.shared.key($0) == folded } }
      return (exact.isEmpty ? all.filter { $0.names.contains(where: isIn) } : exact).map(\.id)
    }

    private func isIn(_ name: String) -> Bool {
      let name = FoldedText(name)
      return needle?.occurs(in: name) == true || pinyin?.occurs(in: name) == true
    }
  }

  /// Understands what was typed, whatever it is.
  package init(_ text: String) {
    self.text = text
    var typed = TypedWords(text)
    while let word = typed.next() { take(word) }
    if typed.isQuotationOpen { problems.append(.openQuotation) }
    if problems.isEmpty, isEmpty, text.contains(where: { !$0.isWhitespace }) {
      problems.append(.nothingToFind)
    }
  }

  /// What was typed, as a query that asks for its words in titles. What has a field keeps that.
  package static func ofTitles(_ text: String) -> String {
    var typed = TypedWords(text)
    var words: [String] = []
    while let word = typed.next() {
      let value = word.isQuoted ? "\"\(word.text)\"" : word.text
      words.append((word.isExcluded ? "-" : "") + (word.field ?? "title") + ":" + value)
    }
    return words.joined(separator: " ")
  }

  /// Whether it asks for words that occur: only then is one article more to the point than another.
  package var hasWords: Bool { terms.contains { !$0.isExcluded } }

  /// Whether it asks for what is starred or to be read later, or is not.
  package var asksForMarks: Bool { states.contains { $0 != .read && $0 != .unread } }

  /// Whether what it finds depends on any marks.
  package var asksForStates: Bool { !states.isEmpty }

  /// Whether it asks for nothing.
  package var isEmpty: Bool {
    terms.isEmpty && categories.isEmpty && sources.isEmpty && states.isEmpty && firstDays.isEmpty
      && lastDays.isEmpty
  }

  private mutating func take(_ word: TypedWords.Word) {
    guard let field = word.field else { return take(term: word.text, word) }
    let known = Field(field)
    if known != nil, word.text.isEmpty { return problems.append(.noValue(field)) }
    switch known {
    case .title: take(term: word.text, word, isOfTitle: true)
    case .category: categories.append(Name(word.text, isExcluded: word.isExcluded))
    case .source: sources.append(Name(word.text, isExcluded: word.isExcluded))
    case .after:
      guard let days = DayRange(word.text) else { return problems.append(.noDate(word.text)) }
      word.isExcluded ? lastDays.append(days.first.before) : firstDays.append(days.first)
    case .before:
      guard let days = DayRange(word.text) else { return problems.append(.noDate(word.text)) }
      word.isExcluded ? firstDays.append(days.last.after) : lastDays.append(days.last)
    case .state:
      guard let state = State(word.text) else {
        return problems.append(.unknownState(word.text))
      }
      states.append(word.isExcluded ? state.opposite : state)
    case nil:
      // 12:30 is no field.
      if field.allSatisfy(\.isLetter) { problems.append(.unknownField(field)) }
      take(term: field, word)
      take(term: word.text, word)
    }
  }

  private mutating func take(term text: String, _ word: TypedWords.Word, isOfTitle: Bool = false) {
    guard let needle = Needle(text) else { return }
    terms.append(
      Term(
        needle: needle, pinyin: word.isQuoted ? nil : PinyinNeedle(text), isOfTitle: isOfTitle,
        isExcluded: word.isExcluded))
  }

  /// Where a text has what the query asks for: ranges of code points, in order, none overlapping another. As pinyin
  /// only what does not occur as a word.
  package func ranges(in text: String, withPinyin: Bool) -> [Range<Int>] {
    let folded = FoldedText(text)
    var found: [Range<Int>] = []
    for term in terms where !term.isExcluded {
      let ranges = term.needle.ranges(in: folded)
      found += ranges.isEmpty && withPinyin ? term.pinyin?.ranges(in: folded) ?? [] : ranges
    }
    return found.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, range in
      if let last = joined.last, range.lowerBound < last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
  }
}

/// What a word may be narrowed to.
private enum Field {
  case title, category, source, after, before, state

  /// The field of a name; nil where there is none.
  init?(_ name: String) {
    switch name.lowercased() {
    case "title", "标题", "標題": self = .title
    case "category", "栏目", "欄目": self = .category
    case "source", "来源", "來源": self = .source
    case "after", "之后", "之後": self = .after
    case "before", "之前": self = .before
    case "is", "是": self = .state
    default: return nil
    }
  }
}

/// A year, a month or a day, or a day before today, as its first and last days.
private struct DayRange {
  let first: SearchQuery.Day, last: SearchQuery.Day

  init?(_ text: String) {
    if let days = DayRange.daysAgo(text.lowercased()) {
      (first, last) = (.ago(days), .ago(days))
      return
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.allSatisfy { $0.isASCII && $0.isNumber } ? Int($0) : nil }
    guard (1...3).contains(parts.count), numbers.count == parts.count, (1900...2199).contains(numbers[0])
    else {
      return nil
    }
    let month = numbers.count > 1 ? numbers[1] : nil
    let day = numbers.count > 2 ? numbers[2] : nil
    guard month.map((1...12).contains) ?? true, day.map((1...31).contains) ?? true else { return nil }
    first = .number(numbers[0] * 10000 + (month ?? 1) * 100 + (day ?? 1))
    last = .number(numbers[0] * 10000 + (month ?? 12) * 100 + (day ?? 31))
  }

  /// How many days before today is meant by a word, by `7d` or `7天`.
  private static func daysAgo(_ text: String) -> Int? {
    switch text {
    case "today", "今天": return 0
    case "yesterday", "昨天": return 1
    case "前天": return 2
    default:
      guard text.hasSuffix("d") || text.hasSuffix("天"), let days = UInt16(text.dropLast()) else { return nil }
      return Int(days)
    }
  }
}

/// Divides what was typed into words and phrases.
private struct TypedWords {
  struct Word {
    var field: String?
    var text = ""
    var isQuoted = false, isExcluded = false
  }

  private var rest: Substring
  /// Whether the last quotation mark had no second.
  private(set) var isQuotationOpen = false

  private static let quotes: Set<Character> = ["\"", "“", "”", "＂", "「", "」", "『", "』"]
  private static let colons: Set<Character> = [":", "："], minuses: Set<Character> = ["-", "－"]

  init(_ text: String) { rest = text[...] }

  mutating func next() -> Word? {
    rest = rest.drop { $0.isWhitespace }
    guard let first = rest.first else { return nil }
    var word = Word()
    if TypedWords.minuses.contains(first), let second = rest.dropFirst().first, !second.isWhitespace {
      word.isExcluded = true
      rest.removeFirst()
    }
    takeText(&word)
    if !word.isQuoted, let colon = rest.first, TypedWords.colons.contains(colon) {
      rest.removeFirst()
      word.field = word.text
      word.text = ""
      takeText(&word)
      if word.field?.isEmpty == true || word.text.isEmpty && word.field.flatMap(Field.init) == nil {
        // Nothing stands on one side of the colon: it is punctuation.
        word.text = (word.field ?? "") + word.text
        word.field = nil
      }
    }
    return word
  }

  /// A phrase, or what there is up to a blank or a colon.
  private mutating func takeText(_ word: inout Word) {
    if let first = rest.first, TypedWords.quotes.contains(first) {
      rest.removeFirst()
      word.isQuoted = true
      word.text = String(rest.prefix { !TypedWords.quotes.contains($0) })
      rest = rest.dropFirst(word.text.count)
      isQuotationOpen = rest.isEmpty
      rest = rest.dropFirst()
    } else {
      let mayHaveField = word.field == nil
      word.text = String(
        rest.prefix {
          !$0.isWhitespace && !TypedWords.quotes.contains($0)
            && !(mayHaveField && TypedWords.colons.contains($0))
        })
      rest = rest.dropFirst(word.text.count)
    }
  }
}

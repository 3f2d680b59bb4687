// Days as people write them, and the reader's own day, which goes on while the program runs.

package import Articles
import Hanzi

extension Language {
  /// Columns of a day at most.
  package static let dayColumns = 10

  /// A day as it is written on the day `today`: recent ones by a word, those of the year by month and day, others, and
  /// all where `today` is not known, in figures.
  package func written(_ day: CalendarDate, on today: CalendarDate?) -> String {
    guard let today else { return day.description }
    switch today.dayCount - day.dayCount {
    case 0: return self[.today]
    case 1: return self[.yesterday]
    case 2: return self[.dayBeforeYesterday]
    default: return day.year == today.year ? monthAndDay(day) : day.description
    }
  }

  private func monthAndDay(_ day: CalendarDate) -> String {
    switch self {
    case .simplified, .traditional: "\(day.month)月\(day.day)日"
    case .english: "\(day.day) " + Language.englishMonths[day.month - 1]
    }
  }

  private static let englishMonths = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

extension Reader {
  /// It is another day than was known: what is shown of days is written anew.
  mutating func begin(_ day: CalendarDate) -> [Effect] {
    if day == today { return [] }
    today = day
    return resize(to: size)
  }

  /// A day in a column of days, blanks before it; only blanks where there is none.
  func dayColumn(_ day: CalendarDate?) -> String {
    let text = day.map { words.written($0, on: today) } ?? ""
    return String(repeating: " ", count: max(0, Language.dayColumns - CellWidth.of(text))) + text
  }
}

// What a page says of itself apart from its text: in the matter before it, or in the head of its HTML.

import Articles

struct PageMatter {
  var title: String?
  var date: CalendarDate?
  var author: String?
  /// The address on the web that it was taken from.
  var original: String?
  /// What the page is filed under, its categories and tags: each once.
  var tags: [String] = []
  /// Whether its site does not show it yet.
  var isDraft = false
  /// Whether a browser is sent on to another page.
  private(set) var leadsAway = false
  /// The days of the times in it that do not say what they are of.
  private var times: Set<CalendarDate> = []

  /// The day of those, where there is one: of comments and other articles there are more.
  var onlyDay: CalendarDate? { times.count == 1 ? times.first : nil }
}

extension PageMatter {
  /// What hAtom and WordPress call the time that something was published or changed (https://microformats.org/wiki/hatom).
  private static func meaning(ofTime classes: [Substring]) -> String? {
    if classes.contains(where: classesOfDays.contains) { return "datepublished" }
    return classes.contains { $0.hasSuffix("updated") } ? "datemodified" : nil
  }
  private static let classesOfDays: Set<Substring> = ["published", "dt-published", "entry-date"]

  private static let days: Set<String> = [
    "date", "pubdate", "publishdate", "publish_date", "datepublished",
    "dc.date", "dc.date.issued", "dcterms.issued",
  ]

  /// Takes what an element of HTML says of the whole page: `<meta>`, and the time it was published. What comes first
  /// counts.
  mutating func read(_ element: String, _ attributes: HTMLAttributes) {
    guard element == "meta" || element == "time",
      let value = attributes[element == "meta" ? "content" : "datetime"].map({ Gate.line($0) }),
      !value.isEmpty
    else { return }
    if element == "meta", attributes["http-equiv"]?.lowercased() == "refresh",
      value.lowercased().holds("url=")
    {
      leadsAway = true
    }
    let key = (attributes["property"] ?? attributes["name"] ?? attributes["itemprop"])?.lowercased()
    guard let key = key ?? PageMatter.meaning(ofTime: attributes.classes) else {
      if element == "time", let day = Dateline.isoDate(value).flatMap(Dateline.ofPages) { times.insert(day) }
      return
    }
    // `article:published_time`, and the same of other makers of sites.
    if key.hasSuffix(":published_time") || PageMatter.days.contains(key) {
      date = date ?? Dateline.isoDate(value)
    } else if key == "author", element == "meta", !value.contains("://") {
      author = author ?? value
    }
  }

  /// Takes the day from the data for search engines (JSON-LD), where nothing else gives it.
  mutating func readData(in html: String) {
    guard date == nil, let data = html.firstRange(of: "type=\"application/ld+json\""),
      let key = html[data.upperBound...].firstRange(of: "\"datePublished\"")
    else { return }
    let value = html[key.upperBound...].prefix(40).drop { $0.isWhitespace || ":\"".contains($0) }
    date = Dateline.isoDate(String(value))
  }
}

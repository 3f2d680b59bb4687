// The attributes of a start tag, and what they say: hidden, an advertisement, a caption, which picture.

import Articles
import CLibXML2
import Glibc

/// The attributes of a start tag, names in lower case.
struct HTMLAttributes {
  private let list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

  init(_ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) { self.list = list }

  /// The value of the attribute, cleaned; empty for one without a value, nil where there is none.
  subscript(name: String) -> String? {
    guard var pointer = list else { return nil }
    while let key = pointer[0] {
      if strcmp(UnsafeRawPointer(key).assumingMemoryBound(to: CChar.self), name) == 0 {
        return pointer[1].map { Gate.clean(String(cString: $0)) } ?? ""
      }
      pointer += 2
    }
    return nil
  }

  private var names: [String] {
    var names: [String] = []
    guard var pointer = list else { return names }
    while let key = pointer[0] {
      names.append(String(cString: key))
      pointer += 2
    }
    return names
  }

  /// A whole number, or nil. One beyond what pages of people have is the largest they have, or the least: it is
  /// counted on from.
  func number(_ name: String) -> Int? {
    self[name].flatMap { Int($0.trimming(while: \.isWhitespace)) }.map { max(-999_999, min($0, 999_999)) }
  }

  /// The names of `class`.
  var classes: [Substring] {
    self["class"]?.split { $0 == " " || $0 == "\t" || $0 == "\n" } ?? []
  }

  /// Why an element may be hidden.
  enum Hiding {
    /// The page says so.
    case asked
    /// It is what cmark puts after a footnote to lead back from it.
    case backReference
    /// It is called an advertisement.
    case advertising
    /// It is called what highlighters put beside code to number its lines, and grids of sites the space between columns.
    case lineNumbers
  }

  /// Why nothing of the element may be shown; nil where it is shown.
  var hiding: Hiding? {
    guard list != nil else { return nil }
    if self["hidden"] != nil { return .asked }
    if let style = self["style"], style.lowercased().filter({ $0 != " " }).holds("display:none") {
      return .asked
    }
    let classes = classes
    if classes.contains("footnote-backref") { return .backReference }
    if classes.contains(where: HTMLAttributes.lineNumbers.contains) { return .lineNumbers }
    let isCalledSo =
      classes.contains(where: HTMLAttributes.isAdvertising)
      && !classes.contains(where: HTMLAttributes.texts.contains)
    return isCalledSo ? .advertising : nil
  }

  private static let lineNumbers: Set<Substring> = ["gutter", "linenos", "lineno", "linenodiv", "lnt"]

  /// Whether it names a caption's box.
  var isCaption: Bool {
    classes.contains { $0 != "wp-caption" && ($0.hasSuffix("caption") || $0.hasSuffix("caption-text")) }
      || self["id"]?.hasSuffix("caption") ?? false
  }

  /// Where a cell's text stands, by `style` or the older `align`; left where neither says.
  var alignment: Table.Alignment {
    guard list != nil else { return .left }
    let style = self["style"]?.lowercased().filter { $0 != " " } ?? ""
    let aligned = style.split(separator: ";").last { $0.hasPrefix("text-align:") }
    guard let aligned else { return self["align"].flatMap { .init(rawValue: $0.lowercased()) } ?? .left }
    return .init(rawValue: aligned.dropFirst("text-align:".count).description) ?? .left
  }

  // MARK: Advertising

  /// What the text of a page is called, and no box beside it: `post ad` is an article filed under advertising.
  private static let texts: Set<Substring> = ["post", "article", "entry", "hentry", "content"]
  private static let advertisements: Set<String> = [
    "ad", "ads", "advert", "adverts", "advertisement", "adsbygoogle",
  ]
  private static let boxes: Set<String> = [
    "wrap", "wrapper", "box", "banner", "container", "slot", "unit", "embed", "block", "frame", "space",
    "zone", "area",
    "holder", "placeholder",
  ]

  /// Whether a class names a box of advertising: `ad`, `ad-banner`, `AD_Embed__Wrap-sc`, `google-ads`. By
  /// whole words: `ad-free`, `ads-none` and `ad_content` stand on articles.
  private static func isAdvertising(_ name: Substring) -> Bool {
    guard let first = name.utf8.first, [UInt8(ascii: "a"), UInt8(ascii: "g")].contains(first | 0x20) else {
      return false
    }
    let name = name.lowercased()
    if advertisements.contains(name) { return true }
    let words = name.split { $0 == "-" || $0 == "_" }.map(String.init)
    guard words.count >= 2, !words.contains(where: ["free", "none"].contains) else { return false }
    if words[0] == "google" { return advertisements.contains(words[1]) || words[1] == "adsense" }
    // One box, or several, or one of those by its number.
    let number = words[1].reversed().prefix { $0.isNumber || $0 == "s" }
    return advertisements.contains(words[0]) && boxes.contains(String(words[1].dropLast(number.count)))
  }

  // MARK: Pictures

  /// The picture's address. Pages that load pictures late keep it apart, and have a blank one in `src`. Under names that
  /// are not known (`real_src`, `data-actualsrc`) it is looked for only where `src` has none, or one that may be blank.
  var picture: String? {
    if let late = HTMLAttributes.lateNames.firstNonNil(address) { return late }
    let own = address("src")
    if own.map(HTMLAttributes.mayBeBlank) ?? true,
      let late = names.lazy.filter(HTMLAttributes.isLate).compactMap(address).first(where: leadsToPicture)
    {
      return late
    }
    if let own { return own }
    for name in ["srcset", "data-srcset"] {
      let first = self[name]?.split { $0 == " " || $0 == "," || $0 == "\n" || $0 == "\t" }.first
      if let first, !first.hasPrefix("data:") { return String(first) }
    }
    return nil
  }

  private static let lateNames = ["data-original", "data-src", "data-lazy-src", "file"]

  private static func isLate(_ name: String) -> Bool {
    name != "src" && ["src", "original", "file"].contains(where: name.hasSuffix)
      && !["low", "dyn", "error"].contains(where: name.contains)
  }

  /// The address that an attribute has; nil for what is itself a picture.
  private func address(_ name: String) -> String? {
    self[name].flatMap { $0.isEmpty || $0.hasPrefix("data:") ? nil : $0 }
  }

  /// Whether a picture may be a blank one, or one that turns: photographs have other forms.
  private static func mayBeBlank(_ address: String) -> Bool {
    let path = address.withoutQuery.lowercased()
    return path.hasSuffix(".gif") || path.hasSuffix(".svg")
  }

  /// Whether a picture is a formula that its `alt` says: as Zhihu and Wikipedia have them, or in TeX.
  var isFormula: Bool {
    guard let alt = self["alt"], !alt.isEmpty, alt != "[公式]" else { return false }
    let isTeX = [("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")].contains {
      alt.hasPrefix($0.0) && alt.hasSuffix($0.1) && alt.count > 2
    }
    return isTeX || self["eeimg"] != nil || classes.contains { $0.hasPrefix("mwe-math") }
      || picture?.holds("equation?tex=") ?? false
  }

  /// Whether a picture is a point, there to count readers.
  var isPoint: Bool {
    ["width", "height"].contains { name in self[name].map { ["0", "1", "0px", "1px"].contains($0) } ?? false }
  }
}

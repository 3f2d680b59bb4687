// Text of Markdown that is none of its markup. Each mark of ASCII in it is written as a character that means nothing
// (U+FDD0 to U+FDEF, as many as there are marks), which CommonMark takes for a letter, and in the HTML is itself again.

enum Verbatim {
  private static let marks = Array("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".unicodeScalars)
  private static let written = Dictionary(
    uniqueKeysWithValues: zip(marks, (0xFDD0...0xFDEF).compactMap(Unicode.Scalar.init)))

  /// The character that stands for a mark; any other character as it is.
  static func written(_ scalar: Unicode.Scalar) -> Unicode.Scalar { written[scalar] ?? scalar }

  /// The text, none of it markup.
  static func written(_ text: Substring) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(written(scalar)) }
    return String(result)
  }

  /// HTML with the marks themselves in the places of the characters that stand for them, in addresses, too.
  static func restored(_ html: String) -> String {
    var html = html
    // There CommonMark has encoded them.
    if html.holds("%EF%B7%") {
      html = html.replacing(#/%EF%B7%([9A])([0-9A-F])/#) { match in
        let number = (match.output.1 == "A" ? 16 : 0) + (Int(match.output.2, radix: 16) ?? 0)
        return references[marks[number]] ?? String(marks[number])
      }
    }
    let bytes = Array(html.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var kept = 0
    for place in bytes.indices.dropLast(2)
    where bytes[place] == 0xEF && bytes[place + 1] == 0xB7 && (0x90...0xAF).contains(bytes[place + 2]) {
      result += bytes[kept..<place]
      let mark = marks[Int(bytes[place + 2] - 0x90)]
      result += (references[mark] ?? String(mark)).utf8
      kept = place + 3
    }
    return kept == 0 ? html : String(decoding: result + bytes[kept...], as: UTF8.self)
  }

  private static let references: [Unicode.Scalar: String] = [
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;",
  ]
}

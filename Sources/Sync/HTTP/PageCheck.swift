// Whether what came is the page that was asked for: block pages, log-ins and captive portals answer 200, too.

/// An answer to a request for a page.
struct PageCheck {
  private let body: ArraySlice<UInt8>
  /// The body without what stands before its text.
  private let start: ArraySlice<UInt8>
  private let isHTML: Bool
  private let isMarkdown: Bool
  private let type: String

  init(_ response: HTTPResponse, path: String) {
    body = response.body[...]
    start = PageCheck.start(of: body)
    type = response.fields["content-type"]?.lowercased() ?? ""
    isHTML = type.hasPrefix("text/html")
    let name = path.lowercased()
    isMarkdown = name.hasSuffix(".md") || name.hasSuffix(".markdown")
  }

  /// Whether it holds nothing at all.
  var isEmpty: Bool { body.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } }

  /// Whether it can be the page. A page of HTML is none where Markdown was asked for; a mirror's own pages are
  /// Markdown around a fragment of HTML, and begin with their title.
  var isThePage: Bool {
    guard !start.isEmpty else { return false }
    guard isMarkdown else { return true }
    if PageCheck.foreign.contains(where: type.hasPrefix) { return false }
    if PageCheck.beginnings.contains(where: { PageCheck.begins(start, with: $0) }) { return false }
    return !(isHTML && start.first == UInt8(ascii: "<") && !hasHeading)
  }

  /// Types that no server gives a text.
  private static let foreign = [
    "image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/json",
  ]

  /// What a whole page of HTML begins with, whatever type it is given: nothing of the kind begins a mirror's page.
  private static let beginnings: [StaticString] = [
    "<!doctype html", "<html", "<head>", "<head ", "<title>", "<meta ", "<body>", "<body ", "<script",
  ]

  private var hasHeading: Bool {
    body.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.contains {
      $0.first == UInt8(ascii: "#")
    }
  }

  /// What comes after a byte order mark, white space, comments and the declaration of XML.
  private static func start(of bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    while true {
      rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
      if begins(rest, with: "<!--") {
        rest = after("-->", in: rest)
      } else if begins(rest, with: "<?") {
        rest = after("?>", in: rest)
      } else {
        return rest
      }
    }
  }

  private static func begins(_ bytes: ArraySlice<UInt8>, with text: StaticString) -> Bool {
    text.withUTF8Buffer { letters in
      bytes.count >= letters.count && zip(bytes, letters).allSatisfy { $0 == $1 || ($0 | 0x20) == $1 }
    }
  }

  private static func after(_ end: String, in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.firstRange(of: Array(end.utf8)).map { bytes[$0.upperBound...] } ?? []
  }
}

// Where a page says in its text what it was taken from: 原文链接：https://…, near its title or at its end.

import Articles

extension Document {
  /// The address on the web that the text gives as that of the original.
  var originalInText: String? {
    let texts = blocks.filter(\.isText)
    return (texts.prefix(3) + texts.dropFirst(3).suffix(2)).firstNonNil(\.original)
  }
}

extension Block {
  /// The address that one of its lines gives as that of the original.
  fileprivate var original: String? {
    var address: String?
    forEachText { address = address ?? Block.original($0) }
    return address
  }

  private static func original(_ spans: [Span]) -> String? {
    var before = ""
    for (index, span) in spans.enumerated() {
      let after = spans[(index + 1)...].lazy.flatMap(\.text).prefix { !$0.isNewline }
      if case .link(let address)? = span.target, address.hasPrefix("http"), isLabel(before),
        after.allSatisfy(\.isWhitespace)
      {
        return address
      }
      before = String((before + span.text).suffix(longestClause))
    }
    return nil
  }

  /// More characters than a clause has that is only a label, and the marks around it.
  private static let longestClause = 24

  /// Whether a text ends with what the address of an original is called, as the whole of a line or of a clause.
  private static func isLabel(_ text: String) -> Bool {
    let clause = text.split { $0.isNewline || "，,。；;|｜".contains($0) }.last ?? ""
    return labels.contains(String(clause).trimming { $0.isWhitespace || ":：【】[]".contains($0) })
  }

  private static let labels: Set<String> = [
    "原文", "原文链接", "原文鏈接", "原文連結", "原文地址", "原文网址", "原文網址", "原文出处", "原文出處", "原文来源", "原文來源",
  ]
}

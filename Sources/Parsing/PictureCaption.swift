// What a picture of Markdown is called, where a writer called it something: editors put a placeholder there, or the name
// that they gave its file.

import Articles

enum PictureCaption {
  /// The caption that the words for a picture make; empty where they say nothing.
  static func text(_ alt: String, of address: String) -> String {
    let text = Gate.line(alt)
    return placeholders.contains(text.lowercased()) || isGiven(text, address) ? "" : text
  }

  /// Whether the words for a picture may be a character of the text that it stands for.
  static func isSign(_ caption: String) -> Bool {
    guard let sign = caption.unicodeScalars.first, caption.unicodeScalars.count == 1 else { return false }
    return InlineText.isWide(sign) && sign.properties.isAlphabetic && !"图圖像照片画畫".unicodeScalars.contains(sign)
  }

  /// What a text says after the words for a picture that it begins with; nil where it begins with others.
  static func rest(of text: String, after alt: String) -> Substring? {
    let printed = text.drop { $0.isWhitespace || "▲△↑".contains($0) }
    return printed.begins(with: alt) ? Substring(printed.utf8.dropFirst(alt.utf8.count)) : nil
  }

  /// Whether a caption may end so, behind the words for its picture: with a mark, or in brackets: （张三摄）.
  static func mayEnd(_ rest: Substring) -> Bool {
    let words = rest.drop { $0.isWhitespace || $0.isPunctuation && !"（(【[".contains($0) }
    return words.isEmpty
      || words.count <= longestRemark && "（(【[".contains(words.prefix(1)) && "）)】]".contains(words.suffix(1))
  }

  /// The longest of such a remark, in characters.
  private static let longestRemark = 24

  /// Whether a text is the name of the picture's file, and an editor gave it: it ends with a time, to the second or in
  /// milliseconds. What a writer called the file may be all that is said of the picture.
  private static func isGiven(_ text: String, _ address: String) -> Bool {
    let stem = text.lastIndex(of: ".").map { text[..<$0] } ?? text[...]
    guard stem.utf8.reversed().prefix(while: { (0x30...0x39).contains($0) }).count >= 13 else { return false }
    let path = address.withoutQuery
    let name = path.split(separator: "/").last.flatMap { percentDecoded(String($0)) } ?? ""
    return name == text || name.hasPrefix(text + ".")
  }

  private static let placeholders: Set<String> = [
    "在这里插入图片描述", "在這裡插入圖片描述", "这里写图片描述", "输入图片说明", "请输入图片描述", "请在此添加图片描述", "图片描述", "图片", "圖片", "image", "img",
    "image.png", "picture", "pic", "alt", "alt text",
  ]
}

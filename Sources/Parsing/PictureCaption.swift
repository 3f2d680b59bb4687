// What a picture of Markdown is called, where a writer called it something: editors put a placeholder there, or the name
// that they gave its file.

import Articles

enum PictureCaption {
  /// The caption that the words for a picture make; empty where they say nothing.
  static func text(_ alt: String, of address: String) -> String {
    let text = Gate.line(alt)
    return placeholders.contains(text.lowercased()) || isGiven(text, address) ? "" : text
  }

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

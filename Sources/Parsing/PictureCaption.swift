// What a picture of Markdown is called, where a writer called it something: editors put a placeholder there, or the name
// of its file, which is shown as its address.

import Articles

enum PictureCaption {
  /// The caption that the words for a picture make; empty where they say nothing.
  static func text(_ alt: String, of address: String) -> String {
    let text = Gate.line(alt)
    let path = address.prefix { $0 != "?" && $0 != "#" }
    let name = path.split(separator: "/").last.flatMap { percentDecoded(String($0)) } ?? ""
    // A name that a program gave is a long number, with or without the ending of a file.
    let isName = text == name || name.hasPrefix(text + ".") && text.contains(#/[0-9]{8}/#)
    return isName || placeholders.contains(text.lowercased()) ? "" : text
  }

  private static let placeholders: Set<String> = [
    "在这里插入图片描述", "在這裡插入圖片描述", "这里写图片描述", "输入图片说明", "请输入图片描述", "请在此添加图片描述", "图片描述", "图片", "圖片", "image", "img",
    "image.png", "picture", "pic", "alt", "alt text",
  ]
}

// A formula of MathML on one line: its source in TeX, where the page gives it, or its signs in order, fractions with a
// stroke.

struct FormulaText {
  /// An element that is open: how many elements it has so far, and where its text begins.
  private struct Part {
    let name: String
    let start: Int
    var children = 0
  }

  private var parts: [Part] = []
  private var signs: [UInt8] = []
  private var source: [UInt8] = []

  /// Bytes beyond which an operand stays as it is: it would be moved for each element around it.
  private static let longestOperand = 200

  /// Whether an element holds the formula's source.
  static func isSource(_ name: String, _ attributes: HTMLAttributes) -> Bool {
    name == "annotation" && attributes["encoding"]?.lowercased().contains("tex") ?? false
  }

  /// The formula.
  var text: String {
    let source = String(decoding: source, as: UTF8.self)
    return source[...].isBlank ? String(decoding: signs, as: UTF8.self) : source
  }

  mutating func begin(_ name: String) {
    if let parent = parts.last {
      if parent.children > 0 {
        if parent.name == "mfrac" { signs.append(UInt8(ascii: "/")) }
        if name == "mtr" || name == "mtd" { signs.append(0x20) }
      }
      parts[parts.count - 1].children += 1
    }
    parts.append(Part(name: name, start: signs.count))
  }

  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    if parts.last?.name == "annotation" {
      source += bytes
    } else if !bytes.allSatisfy({ $0 <= 0x20 }) {
      signs += bytes
    }
  }

  mutating func end() {
    guard let part = parts.popLast(), let parent = parts.last,
      (1...FormulaText.longestOperand).contains(signs.count - part.start)
    else { return }
    let operand = String(decoding: signs[part.start...], as: UTF8.self)
    let shown =
      switch (parent.name, parent.children) {
      case ("mfrac", _): FormulaText.isSimple(operand) ? operand : "(\(operand))"
      case ("msup", 2), ("msubsup", 3), ("munderover", 3): scripted(operand, .raised)
      case ("msub", 2), ("munder", 2), ("msubsup", 2), ("munderover", 2): scripted(operand, .lowered)
      case ("msqrt", 1): "√" + (FormulaText.isSimple(operand) ? operand : "(\(operand))")
      default: operand
      }
    signs.replaceSubrange(part.start..., with: shown.utf8)
  }

  /// Whether a stroke or a root beside it cannot be taken for a part's.
  private static func isSimple(_ operand: String) -> Bool {
    operand.allSatisfy { $0.isLetter || $0.isNumber } || operand.count == 1
  }
}

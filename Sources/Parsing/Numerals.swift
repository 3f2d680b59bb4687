// The numerals of numbers in dates, Arabic or Chinese, and what they are worth.

enum Numerals {
  /// The value of numerals, digit by digit or counted in tens: 110, 二〇二一, 十二, 三十一, 廿三, 一百零五.
  static func value(_ numerals: Substring) -> Int? {
    let numerals = numerals.unicodeScalars
    let digits = numerals.compactMap { arabic($0) ?? chinese($0) }
    if digits.count == numerals.count { return digits.reduce(0) { $0 * 10 + $1 } }
    var total = 0, last = 1000, digit: Int?
    for numeral in numerals {
      if let unit = unit(numeral), unit < last {
        total += (digit ?? 1) * unit
        (last, digit) = (unit, nil)
      } else if let next = chinese(numeral), digit ?? 0 == 0 {
        digit = next
      } else {
        return nil
      }
    }
    return total + (digit ?? 0)
  }

  /// Whether a character is one, or a unit such as 十.
  static func isNumeral(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else {
      return false
    }
    return arabic(scalar) != nil || chinese(scalar) != nil || unit(scalar) != nil
  }

  private static func arabic(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: return Int(scalar.value - 0x30)
    case 0xFF10...0xFF19: return Int(scalar.value - 0xFF10)
    default: return nil
    }
  }

  private static func chinese(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "〇", "○", "零", "Ｏ": 0
    case "一", "元": 1
    case "二", "两": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    default: nil
    }
  }

  private static func unit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "百": 100
    case "十": 10
    case "廿": 20
    case "卅": 30
    default: nil
    }
  }

  /// Whether numerals are counted in tens, and not written digit by digit.
  static func areCounted(_ numerals: Substring) -> Bool {
    numerals.unicodeScalars.contains { unit($0) != nil }
  }
}

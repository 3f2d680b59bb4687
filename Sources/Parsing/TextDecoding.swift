// Bytes to text: UTF-8 first, then what the page declares, then whichever of the two old encodings of
// Chinese reads as Chinese.

import CICU

/// The text of a page's bytes.
///
/// A byte-order mark is taken off; UTF-16 is known without one. Bytes that are not UTF-8 but for a few errors, whatever the
/// page declares (old pages were brought into UTF-8 as they were), or that read in an old encoding of Chinese without any,
/// are read as the encoding of East Asia the page declares, or as GB18030 or Big5 when they read as Chinese there, or as
/// whatever else it declares; otherwise as UTF-8, every bad sequence replaced once by U+FFFD (Unicode §3.9, "maximal
/// subparts").
/// - Throws: `.notText` when the bytes hold what no text does.
func decodedText(_ bytes: [UInt8]) throws(ParsingError) -> String {
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(decoding: bytes.dropFirst(3), as: UTF8.self) }
  if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
    return converted(bytes, from: "UTF-16") ?? ""
  }
  if let encoding = utf16(bytes.prefix(4096)) { return converted(bytes, from: encoding) ?? "" }
  if let text = String(validating: bytes, as: UTF8.self) { return text }
  if looksBinary(bytes) { throw .notText }
  if isCutUTF8(bytes) { return String(decoding: bytes, as: UTF8.self) }
  let sample = bytes.prefix(65536), readings = [.gb18030, .big5].map { DoubleByteReading(sample, of: $0) }
  // Where they read as Chinese without a single error they are no UTF-8, in which they have some.
  let faultless = best(of: readings.filter(\.readsWithoutError))
  if faultless == nil, isMostlyUTF8(sample) { return String(decoding: bytes, as: UTF8.self) }
  let declared = declaredEncoding(bytes)
  if let declared, isOfEastAsia(declared), let text = converted(bytes, from: declared) { return text }
  let legacy = faultless ?? best(of: readings).flatMap { $0.readsAsChinese ? $0 : nil }
  return legacy.flatMap { converted(bytes, from: $0.encoding.rawValue) }
    ?? declared.flatMap { converted(bytes, from: $0) }
    ?? String(decoding: bytes, as: UTF8.self)
}

/// Whether the bytes are UTF-8 but for a character at their end that was cut.
private func isCutUTF8(_ bytes: [UInt8]) -> Bool {
  (1...3).contains { count in
    let whole = bytes.dropLast(count)
    return whole.contains { $0 >= 0xC0 } && String(validating: whole, as: UTF8.self) != nil
  }
}

/// Whether the bytes are a picture or an archive rather than broken text: many NULs near the start.
private func looksBinary(_ bytes: [UInt8]) -> Bool {
  bytes.prefix(4096).count { $0 == 0 } > 8
}

/// The encoding named in the first kilobyte (`<meta charset=…>`, `<?xml encoding=…?>`), by ICU's name.
private func declaredEncoding(_ bytes: [UInt8]) -> String? {
  let head = String(decoding: bytes.prefix(1024).map { $0 < 0x80 ? $0 : 0x20 }, as: UTF8.self).lowercased()
  guard let range = head.firstRange(of: "charset=") ?? head.firstRange(of: "encoding=") else { return nil }
  let name = head[range.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
    .prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  switch name {
  case "gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk": return "gb18030"
  case "big5", "big5-hkscs", "x-x-big5": return "Big5-HKSCS"
  case "", "utf-8", "utf8", "utf-16", "unicode": return nil
  default: return String(name)
  }
}

/// Whether pages that declare an encoding are written in it. What is for the West is declared by mistake, too.
private func isOfEastAsia(_ name: String) -> Bool {
  ["gb", "big5", "euc-", "shift", "sjis", "iso-2022-"].contains(where: name.lowercased().hasPrefix)
}

/// GB18030 or Big5, whichever reads better.
private func best(of readings: [DoubleByteReading]) -> DoubleByteReading? {
  readings.max { $0.score < $1.score }
}

/// UTF-16 without its mark, by ICU's name: where nearly all units are of ASCII or Chinese in one order of their bytes,
/// and some are of ASCII; nil for anything else.
private func utf16(_ bytes: ArraySlice<UInt8>) -> String? {
  let hasNUL = bytes.withUnsafeBufferPointer { $0.place(of: 0, in: $0.indices) != nil }
  guard bytes.count > 1, hasNUL else { return nil }
  let pairs = stride(from: 0, to: bytes.count - 1, by: 2).map { (UInt16(bytes[$0]), UInt16(bytes[$0 + 1])) }
  let readings = [
    ("UTF-16LE", pairs.map { $0.1 << 8 | $0.0 }), ("UTF-16BE", pairs.map { $0.0 << 8 | $0.1 }),
  ].map { name, units in
    (name: name, latin: units.count(where: isLatin), text: units.count { isLatin($0) || isChinese($0) })
  }
  guard let best = readings.max(by: { $0.latin < $1.latin }), best.latin * 50 > pairs.count,
    best.text * 50 > pairs.count * 49
  else { return nil }
  return best.name
}

private func isLatin(_ unit: UInt16) -> Bool {
  (0x20...0x7E).contains(unit) || [0x09, 0x0A, 0x0D].contains(unit)
}

private func isChinese(_ unit: UInt16) -> Bool {
  (0x2010...0x203F).contains(unit) || (0x3000...0x9FFF).contains(unit) || (0xFF00...0xFFEF).contains(unit)
}

/// Whether most of the bytes beyond ASCII make up characters of three bytes, as they do in UTF-8 with a few
/// errors in it.
private func isMostlyUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
  let characters = String(decoding: bytes, as: UTF8.self).unicodeScalars
    .count { $0.value >= 0x800 && $0 != "\u{FFFD}" }
  return characters * 6 > bytes.count { $0 >= 0x80 }
}

/// The bytes read as the encoding ICU calls `name`, every bad sequence replaced by U+FFFD.
private func converted(_ bytes: [UInt8], from name: String) -> String? {
  var units = [UInt16](repeating: 0, count: bytes.count * 2 + 2)
  let length = bytes.withUnsafeBufferPointer { source in
    source.withMemoryRebound(to: CChar.self) { source in
      kanbao_decode(name, source.baseAddress, Int32(source.count), &units, Int32(units.count))
    }
  }
  guard length >= 0 else { return nil }
  return String(decoding: units.prefix(Int(length)), as: UTF16.self)
}

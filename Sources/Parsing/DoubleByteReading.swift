// Whether bytes read as Chinese in one of the two old encodings, by where their pairs lie in it.
//
// Both encodings put the characters in common use first: GB 2312 its 3,755 of level 1 (B0A1...D7F9), Big5 its
// 5,401 of level 1 (A440...C67E). Nearly all of a text lies there when it is read in its own encoding, even of
// one three names long; a third or half of it when it is read in the other's.

struct DoubleByteReading {
  /// The encodings, by ICU's names.
  enum Encoding: String {
    case gb18030
    case big5 = "Big5-HKSCS"
  }

  let encoding: Encoding
  private var pairs = 0
  private var common = 0
  private var bad = 0

  /// Reads bytes in an encoding. The last pair may be cut.
  init(_ bytes: ArraySlice<UInt8>, of encoding: Encoding) {
    self.encoding = encoding
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let length = bytes[index] < 0x80 ? 1 : read(bytes[index], bytes[index + 1])
      index += length
    }
  }

  /// The share of pairs in common use, a bad one counted four times against them.
  var score: Double { pairs == 0 ? 0 : Double(common) / Double(pairs + 4 * bad) }

  var readsAsChinese: Bool { score > 0.6 }

  /// Whether every pair is one of the encoding, and as many are in common use as in any text of its own: those of
  /// traditional characters lie elsewhere in GB18030, and of UTF-8 hardly any pair of it is common.
  var readsWithoutError: Bool { bad == 0 && score > 0.4 }

  /// Counts a pair; returns the bytes it takes.
  private mutating func read(_ lead: UInt8, _ trail: UInt8) -> Int {
    guard (0x81...0xFE).contains(lead) else {
      bad += 1
      return 1
    }
    if encoding == .gb18030, (0x30...0x39).contains(trail) { return 4 }
    guard isTrail(trail) else {
      bad += 1
      return 1
    }
    pairs += 1
    if isCommon(lead, trail) { common += 1 }
    return 2
  }

  private func isTrail(_ byte: UInt8) -> Bool {
    switch encoding {
    case .gb18030: (0x40...0xFE).contains(byte) && byte != 0x7F
    case .big5: (0x40...0x7E).contains(byte) || (0xA1...0xFE).contains(byte)
    }
  }

  /// Level 1 and the punctuation of Chinese.
  private func isCommon(_ lead: UInt8, _ trail: UInt8) -> Bool {
    switch encoding {
    case .gb18030: ((0xB0...0xD7).contains(lead) || [0xA1, 0xA3].contains(lead)) && trail >= 0xA1
    case .big5: (0xA4...0xC6).contains(lead) || lead == 0xA1
    }
  }
}

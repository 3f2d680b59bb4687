// How the markup filter reads: bytes, names and places in them. Past either end there is nothing, a byte 0.

extension MarkupFilter {
  func byte(at index: Int) -> UInt8 { index >= 0 && index < input.count ? input[index] : 0 }

  func starts(with text: String, at index: Int) -> Bool {
    index + text.utf8.count <= input.count
      && input[index..<(index + text.utf8.count)].elementsEqual(text.utf8)
  }

  mutating func next(_ byte: UInt8, from start: Int) -> Int? {
    guard start < input.count, absent.isEmpty || !absent.contains(byte) else { return nil }
    let found = find(byte, in: start..<input.count)
    if found == nil { absent.insert(byte) }
    return found
  }

  func find(_ byte: UInt8, in range: Range<Int>) -> Int? {
    input.place(of: byte, in: range)
  }

  /// The place of the first byte from `start` on, or back, that is no white space.
  func ink(from start: Int, by step: Int = 1) -> Int {
    var index = start
    while isSpace(at: index) { index += step }
    return index
  }

  func isSpace(at index: Int) -> Bool {
    let byte = byte(at: index)
    return byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  func isLetter(at index: Int) -> Bool { (0x61...0x7A).contains(byte(at: index) | 0x20) }

  /// The element's name in lower case, 32 bytes of it at most.
  func name(at start: Int) -> String {
    var end = start
    while end < min(input.count, start + 32), isName(input[end]) { end += 1 }
    guard end > start else { return "" }
    return String(unsafeUninitializedCapacity: end - start) { buffer in
      for index in start..<end { buffer.initializeElement(at: index - start, to: lowercase(input[index])) }
      return end - start
    }
  }

  private func isName(_ byte: UInt8) -> Bool { byte > 0x2F && byte != 0x3E && byte != 0x3C && byte < 0x80 }

  private func lowercase(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}

// What a text has of the marks that a stage looks for, told by bytes: every page is asked for a score of them, and hardly
// any has one. By characters the asking would take longer than all else that is done with the page.

import Glibc

extension StringProtocol {
  /// Whether a mark stands anywhere in the text. It ends at a NUL, which the gate lets into none.
  func holds(_ mark: String) -> Bool { withCString { strstr($0, mark) != nil } }

  /// Whether a byte stands anywhere in the text.
  func holds(_ byte: UInt8) -> Bool {
    utf8.withContiguousStorageIfAvailable { $0.place(of: byte, in: $0.indices) != nil } ?? utf8.contains(byte)
  }

  /// Whether all bytes of the text satisfy a condition.
  func isAll(_ condition: (UInt8) -> Bool) -> Bool {
    utf8.withContiguousStorageIfAvailable { $0.allSatisfy(condition) } ?? utf8.allSatisfy(condition)
  }

  /// Whether the text begins with a mark.
  func begins(with mark: String) -> Bool { utf8.starts(with: mark.utf8) }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where a byte first stands in a range; nil where it does not.
  func place(of byte: UInt8, in range: Range<Int>) -> Int? {
    guard !range.isEmpty, let baseAddress,
      let found = memchr(baseAddress + range.lowerBound, Int32(byte), range.count)
    else { return nil }
    return UnsafeRawPointer(baseAddress).distance(to: UnsafeRawPointer(found))
  }
}

extension ArraySlice<UInt8> {
  /// Where a mark first stands; nil where it does not, and for an empty one.
  func place(of mark: [UInt8]) -> Int? {
    indices.first { self[$0] == mark.first && self[$0...].starts(with: mark) }
  }
}

// What a tree that Kanbao exports says of itself: the content's identity of every file in it.

import Foundation
import Library

/// The identities of the files of a tree, as its file `MANIFEST` gives them: a line for each, 40 hexadecimal digits,
/// two blanks, the path.
struct Manifest {
  /// What the file is called, at the root of the tree.
  static let name = "MANIFEST"
  private static let head = "kanbao 1"

  private(set) var contents: [String: ContentID] = [:]
  /// Whether each line of it says what it should.
  private(set) var isWhole = true

  init() {}

  /// Reads one, as far as it can be read; nil where it is none of Kanbao's.
  init?(_ bytes: [UInt8]) {
    // Line by line: a file of that name may be anything.
    guard bytes.starts(with: (Manifest.head + "\n").utf8) else { return nil }
    var rest = bytes[(Manifest.head.utf8.count + 1)...]
    while !rest.isEmpty {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      rest = rest[line.endIndex...].dropFirst()
      guard let content = ContentID(hexadecimal: Array(line.prefix(40))) else {
        isWhole = false
        return
      }
      contents[String(decoding: line.dropFirst(42), as: UTF8.self)] = content
    }
  }

  mutating func add(_ path: String, _ content: ContentID) { contents[path] = content }

  var bytes: [UInt8] {
    let lines = contents.sorted { $0.key < $1.key }.map { "\($0.value.hexadecimal)  \($0.key)\n" }
    return Array((Manifest.head + "\n" + lines.joined()).utf8)
  }
}

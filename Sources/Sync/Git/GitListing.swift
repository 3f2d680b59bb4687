// What git lists: its lines taken apart, and which names of a hostile tree are left out. Nothing here is ever
// written anywhere by its name.

import Library
import Parsing

/// The files of a tree as `ls-tree -r -z` and `diff-tree -r -z` list them.
struct GitListing: Sendable {
  /// The pages and what stands in for the front page, in the order of their paths.
  private(set) var files: [TreeFile] = []
  /// A note about each file that is left out.
  private(set) var notes: [SyncNote] = []
  private var seen = Set<String>()

  /// What `git ls-tree -r -z` wrote: `mode type id<tab>path`, each ended by NUL.
  init(tree bytes: [UInt8]) {
    for record in bytes.split(separator: 0) {
      guard let tab = record.firstIndex(of: 9) else { continue }
      let words = record[..<tab].split(separator: 32)
      guard words.count == 3 else { continue }
      add(mode: words[0], id: words[2], path: record[(tab + 1)...])
    }
    sort()
  }

  /// What `git diff-tree -r -z` wrote: `:mode mode id id status` and the path, each ended by NUL. What is gone is
  /// left out: it stays here.
  init(changes bytes: [UInt8]) {
    var records = bytes.split(separator: 0).makeIterator()
    while let head = records.next(), let path = records.next() {
      let words = head.split(separator: 32)
      guard words.count == 5, words[4].first != UInt8(ascii: "D") else { continue }
      add(mode: words[1], id: words[3], path: path)
    }
    sort()
  }

  private mutating func add(mode: ArraySlice<UInt8>, id: ArraySlice<UInt8>, path bytes: ArraySlice<UInt8>) {
    guard let path = String(validating: bytes, as: UTF8.self), isSound(path) else {
      return note(String(decoding: bytes, as: UTF8.self), .name)
    }
    let isFile = mode.starts(with: "100".utf8)
    guard isListed(path) || mode.starts(with: "16".utf8) else { return }
    guard isFile, let content = ContentID(hexadecimal: id), seen.insert(path).inserted else {
      return note(path, .name)
    }
    guard path.utf8.count(where: { $0 == UInt8(ascii: "/") }) <= deepestFolder else {
      return note(path, .tooDeep)
    }
    files.append(TreeFile(path: path, content: content))
  }

  private mutating func note(_ path: String, _ problem: SyncNote.Problem) {
    if notes.count < mostPathNotes { notes.append(SyncNote(path, problem)) }
  }

  private mutating func sort() { files.sort { $0.path < $1.path } }
}

// Which paths a tree may have: nothing else is listed, and nothing is ever written by its name.

import Parsing

/// Folders within folders that are read of a tree; mirrors have two.
let deepestFolder = 8

/// Notes about the paths of one tree; a hostile one has no end of them.
let mostPathNotes = 100

/// Whether a path is one that leads to a file of a tree: clean, relative, without empty parts and dots.
func isSound(_ path: String) -> Bool {
  guard !path.isEmpty, cleanLine(path) == path else { return false }
  return path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    .allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
}

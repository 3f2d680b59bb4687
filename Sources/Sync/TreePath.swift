// Which paths a tree may have: nothing else is listed, and nothing is ever written by its name.

import Parsing

/// Whether a path is one that leads to a file of a tree: clean, relative, without empty parts and dots.
func isSound(_ path: String) -> Bool {
  guard !path.isEmpty, cleanLine(path) == path else { return false }
  return path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    .allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
}

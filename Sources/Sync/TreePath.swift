// Which paths a tree may have: nothing else is listed, and nothing is ever written by its name.

import Parsing

/// Folders within folders that are read of a tree; mirrors have two.
let deepestFolder = 8

/// Notes about the paths of one tree; a hostile one has no end of them.
let mostPathNotes = 100

/// Where those stand that `README.md` does not name: as books have it, in another language, as sites have it.
let standIns = [
  "SUMMARY.md", sideBar, "README.zh-CN.md", "README.zh-TW.md", "README.zh.md", "index.md",
]

/// Where docsify has what others have in `SUMMARY.md`.
let sideBar = "_sidebar.md"

/// Whether a tree lists a file: a page, or what may stand in for the front page.
func isListed(_ path: String) -> Bool { pageKind(ofPath: path) != nil || standIns.contains(path) }

/// Whether a path is one that leads to a file of a tree: clean, relative, without empty parts and dots.
func isSound(_ path: String) -> Bool {
  guard !path.isEmpty, cleanLine(path) == path else { return false }
  return path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    .allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
}

// What a sync tells about single files, those it had to leave out, and about names it does not know.

import Articles
package import Parsing

/// A file that had to be left out, and why.
package struct SyncNote: Hashable, Sendable, Codable, CustomStringConvertible {
  /// Why.
  package enum Problem: Hashable, Sendable, Codable, CustomStringConvertible {
    /// It is no page that can be read.
    case page(ParsingError)
    /// It cannot be had.
    case source(SyncError)
    /// It is listed, but not there, and so are others.
    case missing(others: Int)
    /// It is an index that links no article of its tree.
    case noEntries
    /// It is no file, but a name among the categories chosen that no category has; the name nearest to it.
    case noCategory(nearest: String?)
    /// Its name is not UTF-8, or holds what the gate takes out, or leads out of the tree.
    case name
    /// It is in folders within folders, more than a mirror has.
    case tooDeep
    /// Another article has the identity its path makes.
    case identityTaken
    /// The server is a plain web server: all of its history was fetched.
    case wholeHistory
    /// The server sends all contents, the pictures too.
    case allContents
    /// The last commit does not follow the one before: the history was made anew.
    case rewrittenHistory

    package var description: String {
      switch self {
      case .page(let error): error.description
      case .source(let error): error.description
      case .missing(0): "it is listed, but not there; it is asked for again later"
      case .missing(let others):
        "it and \(others) others are listed, but not there; they are asked for again later"
      case .noEntries: "it lists no article; its category stays as it was"
      case .noCategory(let nearest):
        "no category is called that"
          + (nearest.map { "; did you mean \($0)?" } ?? "; see `kanbao categories`")
      case .name: "a file of this name is not read"
      case .tooDeep: "a folder this deep is not read"
      case .identityTaken: "its identity is taken by another article; it was not stored"
      case .wholeHistory: "the server cannot send a part; its whole history was fetched"
      case .allContents: "the server cannot leave anything out; pictures were fetched, too"
      case .rewrittenHistory: "its history was rewritten; what is here stays, and what it has now was taken"
      }
    }
  }

  /// The file's path in the tree, cleaned.
  package var path: String
  /// Why it was left out.
  package var problem: Problem

  /// A note about the file at a path.
  package init(_ path: String, _ problem: Problem) { (self.path, self.problem) = (cleanLine(path), problem) }

  /// The line about it; the path stands before what does not name it itself.
  package var description: String {
    if case .source(let error) = problem, error.namesAFile { return error.description }
    return "\(path): \(problem)"
  }
}

// Where a source's files come from: the seam that every transport implements. A tree says what it holds now, with
// a version of each file, and delivers the bytes of those asked for.

package import Articles
package import Library
import Parsing

/// One file of a tree.
package struct TreeFile: Hashable, Sendable {
  /// The path from the tree's root, `/` between components.
  package var path: String
  /// What tells its content from an earlier one at this address; empty where the tree does not know it before the
  /// file is asked for.
  package var version: String
  /// Its content's identity, where the tree knows it without reading.
  package var content: ContentID?

  /// A file as a tree lists it.
  package init(path: String, version: String = "", content: ContentID? = nil) {
    (self.path, self.version, self.content) = (path, version, content)
  }
}

/// What a tree holds now.
package struct TreeListing: Sendable {
  /// How much of the tree a listing tells.
  package enum Extent: Hashable, Sendable {
    /// All its pages.
    case whole
    /// The pages that have changed since the tip asked about; all others are as they were then.
    case changes
    /// None: it cannot say, and its pages are found through its front page and indexes.
    case unknown
  }

  /// What the files are.
  package var extent: Extent
  /// The pages, in no order.
  package var files: [TreeFile]
  /// A note about each file that had to be left out.
  package var notes: [SyncNote]
  /// What names this state of the whole tree, where there is such a thing: a commit's id.
  package var tip: String?

  /// What a tree holds.
  package init(_ extent: Extent, _ files: [TreeFile] = [], notes: [SyncNote] = [], tip: String? = nil) {
    (self.extent, self.files, self.notes, self.tip) = (extent, files, notes, tip)
  }
}

/// A file that is wanted.
package struct Wanted: Hashable, Sendable {
  /// Its path.
  package var path: String
  /// The version this address last gave of it: it need not be delivered again when it has not changed. Nil where
  /// it is wanted in any case.
  package var version: String?

  /// A file that is wanted, unless it has still a version.
  package init(_ path: String, unless version: String? = nil) { (self.path, self.version) = (path, version) }
}

/// What came of a file that was wanted.
package struct Delivery: Sendable {
  /// What came.
  package enum Outcome: Sendable {
    /// The whole content, at most `largestPage` bytes, and its version at this address.
    case content([UInt8], version: String)
    /// It is as it was.
    case unchanged
    /// It is not there (404, 410).
    case missing
    /// It cannot be had, though the mirror goes on: too large, no access, not the page.
    case failed(SyncError)
    /// The same, of one of several in a row: that says little of the file, which is asked for again the next time.
    case failedAmongOthers(SyncError)
  }

  /// The file's path, and what came of it.
  package var path: String, outcome: Outcome

  /// What came of the file at a path.
  package init(_ path: String, _ outcome: Outcome) { (self.path, self.outcome) = (path, outcome) }
}

/// A mirror's tree, wherever it is. A failure of the mirror as a whole is thrown: another one is then asked.
package protocol Tree: Sendable {
  /// Whether all its files are on this machine: then the archive costs nothing, and is read, too.
  var isAtHand: Bool { get }
  /// Bytes received and sent so far, all of them: headers, handshakes where they are known. None for what is on
  /// this machine.
  var traffic: Int { get }
  /// What it holds now. With the tip of an earlier listing, only what has changed since may be told.
  /// - Throws: `SyncError`.
  func listing(since tip: String?) async throws -> TreeListing
  /// Tells which pages will most likely be asked for, in their order: with what is asked for before them, some may be
  /// brought along.
  func expect(_ paths: [String]) async
  /// Delivers files, about in the order asked for, several at once: `take` is called at most once for each, from
  /// any task. It does not wait for the others while `take` is busy, nor run far ahead of it.
  /// - Throws: `SyncError` when the mirror as a whole fails; what `take` throws; `CancellationError`.
  func deliver(_ wanted: [Wanted], to take: @escaping @Sendable (Delivery) async throws -> Void) async throws
  /// The same tree, for one who has another mirror to go to: it is waited for less long. To be had before anything is
  /// asked of this one.
  func hastened() -> any Tree
}

extension Tree {
  /// Where a question costs little, nothing is brought along.
  package func expect(_ paths: [String]) async {}

  /// What is on this machine needs no patience.
  package func hastened() -> any Tree { self }

  /// Its front page, read; nil where it has none.
  /// - Throws: `SyncError`, `ParsingError`.
  package func frontPage() async throws -> FrontPage? {
    let listed = try await listing(since: nil)
    guard
      let path = listed.extent == .unknown
        ? "README.md" : listed.files.first(where: { pageKind(ofPath: $0.path) == .frontPage })?.path
    else { return nil }
    let page = Box()
    try await deliver([Wanted(path)]) { await page.set($0.outcome) }
    switch await page.outcome {
    case .content(let bytes, _)?: return try parseFrontPage(bytes)
    case .failed(let error)?, .failedAmongOthers(let error)?: throw error
    case .missing?, .unchanged?, nil: return nil
    }
  }
}

/// What came of one file.
private actor Box {
  private(set) var outcome: Delivery.Outcome?

  func set(_ outcome: Delivery.Outcome) { self.outcome = outcome }
}

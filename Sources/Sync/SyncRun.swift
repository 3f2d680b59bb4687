// One sync under way: which files, in which order, and what came of each.

import Articles
import Library
import Parsing

struct SyncRun: Sendable {
  /// What reading one page gave.
  struct Page: Sendable {
    var path: String
    var state: FileState?
    var draft: ArticleDraft?
    var note: SyncNote?
  }

  let source: String
  let tree: any Tree
  let known: [String: FileState]
  var report = SyncReport()

  init(source: String, tree: any Tree, known: [String: FileState]) {
    self.source = source
    self.tree = tree
    self.known = known
  }

  /// The front page before the indexes.
  func isBefore(_ left: TreeFile, _ right: TreeFile) -> Bool {
    let isFront = (pageKind(ofPath: left.path) == .frontPage, pageKind(ofPath: right.path) == .frontPage)
    return isFront.0 != isFront.1 ? isFront.0 : left.path < right.path
  }

  /// Pages as they are to arrive: those no index lists by their numbers, then the listed ones from the
  /// bottom of their indexes up, so that what arrives last is newest.
  func inOrderOfArrival(_ files: [TreeFile], listed: [String: Int]) -> [TreeFile] {
    files.map { ($0, listed[$0.path] ?? .max, SyncRun.number($0.path)) }
      .sorted { left, right in
        if left.1 != right.1 { return left.1 > right.1 }
        return left.2 != right.2 ? left.2 < right.2 : left.0.path < right.0.path
      }
      .map(\.0)
  }

  /// The number in a page's name: `pages/nf4778/n11922770.md` is 11922770.
  private static func number(_ path: String) -> Int {
    let name = path.split(separator: "/").last ?? ""
    return Int(name.drop { !$0.isNumber }.prefix { $0.isASCII && $0.isNumber }.prefix(18)) ?? 0
  }

  mutating func add(_ stored: Stored) {
    report.progress.new += stored.new
    report.progress.changed += stored.changed
    report.notes += stored.refused.map { SyncNote($0, .identityTaken) }
  }

  // MARK: Listings

  mutating func readListing(_ file: TreeFile, into batch: inout Batch) {
    do {
      let bytes = try tree.bytes(of: file)
      let state = FileState(file, bytes)
      if known[file.path]?.hash != state.hash {
        if pageKind(ofPath: file.path) == .frontPage {
          batch.frontPage = try parseFrontPage(bytes)
        } else {
          batch.listings.append((file.path, try parseIndex(bytes, path: file.path).entries))
        }
      }
      batch.files[file.path] = state
    } catch {
      report.notes.append(note(file, error))
    }
  }

  // MARK: Pages

  /// Reads pages, four at a time.
  func read(_ files: [TreeFile]) async -> [Page] {
    let parts = 4
    return await withTaskGroup(of: (Int, [Page]).self) { group in
      for part in 0..<parts {
        let slice = files[(files.count * part / parts)..<(files.count * (part + 1) / parts)]
        group.addTask { (part, Task.isCancelled ? [] : slice.map(self.read)) }
      }
      var pages: [Int: [Page]] = [:]
      for await (part, read) in group { pages[part] = read }
      return (0..<parts).flatMap { pages[$0] ?? [] }
    }
  }

  private func read(_ file: TreeFile) -> Page {
    var page = Page(path: file.path)
    do {
      let bytes = try tree.bytes(of: file)
      let state = FileState(file, bytes)
      page.state = state
      if known[file.path]?.hash != state.hash {
        page.draft = ArticleDraft(try parseArticle(bytes, path: file.path), path: file.path, source: source)
      }
    } catch {
      page.note = note(file, error)
    }
    return page
  }

  private func note(_ file: TreeFile, _ error: any Error) -> SyncNote {
    switch error {
    case let error as ParsingError: SyncNote(file.path, .page(error))
    case SyncError.unreadable(_, let reason): SyncNote(file.path, .unreadable(reason: reason))
    default: SyncNote(file.path, .unreadable(reason: "\(error)"))
    }
  }

  mutating func take(_ page: Page, into batch: inout Batch) {
    if let draft = page.draft { batch.articles.append(draft) }
    if let state = page.state { batch.files[page.path] = state }
    if let note = page.note { report.notes.append(note) }
  }
}

extension FileState {
  /// The state of a file whose bytes were read.
  init(_ file: TreeFile, _ bytes: [UInt8]) {
    self.init(size: file.size, modified: file.modified, hash: Int64(bitPattern: fnv1a(bytes)))
  }

  /// Whether a file looks as it did.
  func isSame(as file: TreeFile) -> Bool { size == file.size && modified == file.modified }
}

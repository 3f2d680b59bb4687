// Which categories of a source are fetched: what is asked for over the web, what is taken of a tree that is at hand or
// fetched by git, and what becomes of the rest.

import Articles
import Foundation
import Library
import Sync
import TestSupport
import Testing

/// A mirror with two headings, a name that stands below both, and a page that two categories list.
private let files = [
  "README.md": """
  ### 日报

  #### 晨钟 &nbsp;-&nbsp; [头条](indexes/1.md?t=1) &nbsp;|&nbsp; [天气](indexes/2.md?t=1)

  #### 暮鼓 &nbsp;-&nbsp; [头条](indexes/3.md?t=1) &nbsp;|&nbsp; [园艺](indexes/4.md?t=1)

  """,
  "indexes/1.md": list("a/1", "b/1"), "indexes/2.md": list("b/1", "b/2"), "indexes/3.md": list("c/1"),
  "indexes/4.md": list("d/1") + "#### [天气](2.md) | [头条](1.md)\n",
]
private let pages = ["a/1", "b/1", "b/2", "c/1", "d/1"]

private func list(_ names: String...) -> String {
  names.map { "#### [题\($0)](../pages/\($0).md?t=1)\n" }.joined()
}

private func page(_ name: String, _ text: String = "茶馆的早晨。") -> String {
  "### 题\(name)\n------------------------\n\n<div>\n<p>\(text)</p>\n</div>\n"
}

/// A mirror in memory, and a library that reads what is chosen of it.
private final class Paper {
  let mirror = ScriptedMirror()
  let library: Library
  private let scratch = Scratch()

  init() throws {
    library = try Library(
      LibraryPlaces(cache: scratch.path + "/cache.sqlite", reader: scratch.path + "/reader.sqlite"))
    try library.addSource(key: "报", title: "", addresses: ["一"])
    for (path, text) in files { mirror.set(path, text) }
    for name in pages { add(name) }
  }

  func add(_ name: String, _ text: String = "茶馆的早晨。") { mirror.set("pages/\(name).md", page(name, text)) }

  @discardableResult
  func sync(_ wanted: [String] = [], but skipped: [String] = [], isAtHand: Bool = false) async throws
    -> SyncReport
  {
    let mirror = mirror
    return try await SyncEngine(library: library) { _, _ in
      isAtHand ? mirror.whole as any Tree : ScriptedTree(mirror)
    }.sync("报", settings: settings(wanted, but: skipped))
  }

  /// The pages and indexes that were asked for.
  func asked() -> Set<String> { Set(mirror.takeWanted()).subtracting(["README.md"]) }

  var names: [String] { get throws { try library.categories().map { "\($0.group)/\($0.name)" } } }

  var titles: Set<String> { get throws { Set(try library.articles(.everything, limit: 99).map(\.title)) } }
}

private func settings(_ wanted: [String] = [], but skipped: [String] = []) -> SourceSettings {
  var settings = SourceSettings()
  (settings.categories.wanted, settings.categories.skipped) = (wanted, skipped)
  return settings
}

private func titles(_ names: String...) -> Set<String> { Set(names.map { "题" + $0 }) }

@Suite struct CategoryChoiceTests {
  @Test(
    arguments: [
      (["天气"], [], ["indexes/2.md", "pages/b/1.md", "pages/b/2.md"]),
      (["頭條"], [], ["indexes/1.md", "indexes/3.md", "pages/a/1.md", "pages/b/1.md", "pages/c/1.md"]),
      (["暮鼓/头条"], [], ["indexes/3.md", "pages/c/1.md"]), (["暮鼓／頭條"], [], ["indexes/3.md", "pages/c/1.md"]),
      (["暮鼓"], ["头条"], ["indexes/4.md", "pages/d/1.md"]),
      (["indexes/4.md"], [], ["indexes/4.md", "pages/d/1.md"]),
      ([], ["头条", "园艺"], ["indexes/2.md", "pages/b/1.md", "pages/b/2.md"]),
    ] as [([String], [String], [String])])
  func overTheWebNothingElseIsAskedFor(wanted: [String], skipped: [String], asked: [String]) async throws {
    let paper = try Paper()
    let report = try await paper.sync(wanted, but: skipped)
    #expect(report.notes.isEmpty && report.error == nil)
    #expect(paper.asked() == Set(asked))
    #expect(try paper.library.categories().allSatisfy { $0.total > 0 })
    #expect(try paper.library.categories(all: true).count == 4)
    try await paper.sync(wanted, but: skipped)
    #expect(paper.asked() == Set(asked.filter { $0.hasPrefix("indexes/") }))
  }

  @Test func anotherCategoryIsNoFurtherPageOfOneThatIsChosen() async throws {
    let paper = try Paper()
    var settings = settings(["园艺"])
    settings.includesArchive = true
    let mirror = paper.mirror
    _ = try await SyncEngine(library: paper.library) { _, _ in ScriptedTree(mirror) }.sync(
      "报", settings: settings)
    #expect(paper.asked() == ["indexes/4.md", "pages/d/1.md"])
  }

  @Test func whatWasFetchedStaysAndComesLast() async throws {
    let paper = try Paper()
    try await paper.sync()
    _ = paper.asked()
    paper.mirror.set("indexes/2.md", list("b/3", "b/1", "b/2"))
    paper.add("b/3")
    try await paper.sync(["园艺", "暮鼓/头条"])
    #expect(paper.asked() == ["indexes/3.md", "indexes/4.md"])
    #expect(try paper.titles == titles("a/1", "b/1", "b/2", "c/1", "d/1"))
    #expect(try paper.names == ["暮鼓/头条", "暮鼓/园艺", "晨钟/头条", "晨钟/天气"])
    // Chosen again it goes on where it was.
    try await paper.sync()
    #expect(try paper.titles.contains("题b/3"))
    #expect(try paper.names == ["晨钟/头条", "晨钟/天气", "暮鼓/头条", "暮鼓/园艺"])
  }

  @Test func aCategoryThatHasNothingOfItsOwnIsNotShown() async throws {
    let paper = try Paper()
    try await paper.sync(["晨钟"], isAtHand: true)
    try await paper.sync(["晨钟/头条"], isAtHand: true)
    #expect(try paper.names == ["晨钟/头条", "晨钟/天气"])
    let other = try Paper()
    try await other.sync(["晨钟/天气"], isAtHand: true)
    #expect(try other.names == ["晨钟/天气"])
    #expect(try other.library.articles(.everything, limit: 9).allSatisfy { $0.category == "天气" })
  }

  /// Of a tree at hand all is read that no index lists: but not what belongs to other categories.
  @Test func whatNoIndexListsGoesWithItsFolder() async throws {
    let paper = try Paper()
    for name in ["a/0", "b/0", "d/0", "e/0"] { paper.add(name) }
    try await paper.sync(["园艺"], isAtHand: true)
    #expect(try paper.titles == titles("d/0", "d/1"))
    try await paper.sync(but: ["园艺", "天气"], isAtHand: true)
    #expect(try paper.titles == titles("d/0", "d/1", "a/0", "a/1", "b/1", "c/1", "e/0"))
    // What is not chosen any more stays as it was.
    paper.add("d/1", "改过。")
    paper.add("a/1", "改过。")
    #expect(try await paper.sync(but: ["园艺"], isAtHand: true).progress.changed == 1)
    #expect(try paper.titles.isSuperset(of: titles("b/0", "b/2")))
  }

  @Test func aNameThatNoCategoryHasIsNamedWithTheNearest() async throws {
    let paper = try Paper()
    let report = try await paper.sync(["園易", "天气", "暮鼓/園易"])
    #expect(
      report.notes == [
        SyncNote("園易", .noCategory(nearest: "园艺")), SyncNote("暮鼓/園易", .noCategory(nearest: "暮鼓/园艺")),
      ])
    #expect(paper.asked() == ["indexes/2.md", "pages/b/1.md", "pages/b/2.md"])
    func health() throws -> Int {
      MirrorHealth(try #require(paper.library.mirrors(of: "报").first)).leftOut?.count ?? 0
    }
    #expect(try health() == 2)
    try await paper.sync(["天气"])
    #expect(try health() == 0)
    // A category that the front page names no more is none.
    paper.mirror.set("README.md", "#### 晨钟 - [头条](indexes/1.md)\n")
    #expect(try await paper.sync(["天气"]).notes.map(\.path) == ["天气"])
  }

  /// A choice holds for commits that were there before it was made, and what is not chosen is not fetched.
  @Test func gitFetchesOnlyWhatIsChosen() async throws {
    let scratch = Scratch(), publisher = try Publisher(scratch.path + "/served/paper.git")
    try publisher.git("config", "uploadpack.allowFilter", "true")
    var all = files
    for name in pages { all["pages/\(name).md"] = page(name) }
    try publisher.commit(all)
    let server = try GitServer(.daemon, folder: scratch.path + "/served")
    let library = try Library(
      LibraryPlaces(cache: scratch.path + "/cache.sqlite", reader: scratch.path + "/reader.sqlite"))
    try library.addSource(key: "报", title: "", addresses: [server.address("paper.git")])
    func sync(_ wanted: [String], isArchive: Bool = false) async throws -> Int {
      var settings = settings(wanted)
      settings.includesArchive = isArchive
      let report = try await SyncEngine(library: library) {
        try GitTree(address: $0, settings: $1, folder: scratch.path + "/paper.git")
      }.sync("报", settings: settings)
      #expect(report.error == nil && report.notes.isEmpty)
      return report.progress.new
    }
    func has(_ name: String) throws -> Bool {
      let id = try publisher.blob(name)
      let answer = try shell(
        ["git", "--git-dir=" + scratch.path + "/paper.git", "cat-file", "--batch-check"], input: id + "\n",
        environment: ["GIT_ALLOW_PROTOCOL": "none"])
      return !answer.hasSuffix("missing")
    }
    #expect(try await sync(["天气"]) == 2)
    try publisher.commit([
      "indexes/2.md": list("b/3", "b/1", "b/2"), "indexes/4.md": list("d/2", "d/1"),
      "pages/b/3.md": page("b/3"),
      "pages/d/2.md": page("d/2"), "pages/d/0.md": page("d/0"), "pages/b/0.md": page("b/0"),
    ])
    #expect(try await sync(["天气"]) == 1)
    for name in ["indexes/4.md", "pages/d/1.md", "pages/d/2.md", "pages/a/1.md"] { #expect(try !has(name)) }
    #expect(try await sync(["天气"], isArchive: true) == 1)
    #expect(try !has("pages/d/0.md"))
    #expect(try await sync(["园艺"]) == 2)
    withExtendedLifetime(server) {}
  }
}

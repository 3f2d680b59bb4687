// A library for strangers: the cache is only read, marks are in memory or in a folder.

import Foundation
import GRDB
import Library
import TestSupport
import Testing

struct RestrictedTests {
  /// A folder with a filled cache that this account may write; nobody has it open.
  private func cache() throws -> Scratch {
    let scratch = Scratch()
    var places = scratch.places
    places.isShared = true
    let owner = try Library(places)
    try owner.addSource(key: source, title: "", addresses: ["/somewhere"])
    var batch = Batch()
    batch.articles = (1...3).map { (day: Int) in
      draft("pages/food/\(day).md", document("第\(day)篇", day: day))
    }
    _ = try owner.store(batch, source: source)
    owner.close()
    return scratch
  }

  /// What is in a folder: each file, its contents, and when it was written.
  private func contents(_ scratch: Scratch) throws -> [String: [String]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    return try Dictionary(
      uniqueKeysWithValues: names.map { name in
        let path = scratch.path + "/" + name
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let data = try Data(contentsOf: URL(filePath: path))
        return (name, ["\(data.hashValue)", "\(String(describing: attributes[.modificationDate]))"])
      })
  }

  private func readAndMark(_ library: Library) throws {
    let articles = try library.articles(.everything, limit: 10)
    #expect(articles.count == 3)
    _ = try library.markOpened(articles[0].id)
    _ = try library.setStarred(articles[1].id, true)
    _ = try library.markRead(.everything)
    _ = try library.search(SearchRequest(SearchQuery("茶馆"), limit: 10))
    #expect(try library.sources().first?.unread == 0)
    #expect(try library.articles(.starred, limit: 10).map { $0.id } == [articles[1].id])
  }

  @Test func marksInMemoryLeaveEverythingAsItWas() throws {
    let cache = try cache()
    let before = try contents(cache)
    let places = LibraryPlaces(restrictedTo: cache.path + "/cache.sqlite", marks: nil)
    let library = try Library(places)
    #expect(library.isReadOnly)
    try readAndMark(library)
    // A reader that opens the cache again has its marks still.
    #expect(try Library(places).sources().first?.unread == 0)
    // Another one has its own.
    let other = try Library(LibraryPlaces(restrictedTo: cache.path + "/cache.sqlite", marks: nil))
    #expect(try other.sources().first?.unread == 3)
    other.close()
    library.close()
    #expect(try contents(cache) == before)
  }

  @Test func marksInAFolderAreKeptThere() throws {
    let cache = try cache(), marks = Scratch()
    let before = try contents(cache)
    let places = LibraryPlaces(
      restrictedTo: cache.path + "/cache.sqlite", marks: marks.path + "/reader.sqlite")
    for _ in 0..<2 {
      let library = try Library(places)
      try readAndMark(library)
      library.close()
    }
    #expect(try contents(cache) == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: marks.path).allSatisfy {
        $0.hasPrefix("reader.sqlite")
      })
  }

  @Test func sourcesAreNeitherAddedNorRemoved() throws {
    let cache = try cache()
    let library = try Library(LibraryPlaces(restrictedTo: cache.path + "/cache.sqlite", marks: nil))
    let path = cache.path + "/cache.sqlite"
    #expect(throws: LibraryError.notOurs(path)) {
      try library.addSource(key: "b", title: "", addresses: ["/b"])
    }
    #expect(throws: LibraryError.notOurs(path)) { try library.removeSource(source) }
    #expect(!library.lacksIndex)
  }

  @Test(arguments: ["100% 茶?#", "a b"]) func theCacheMayBeInAnyFolder(name: String) throws {
    let cache = try cache()
    let folder = cache.path + "/" + name
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    for file in ["cache.sqlite", "cache.sqlite-wal", "cache.sqlite-shm"] {
      try FileManager.default.moveItem(atPath: "\(cache.path)/\(file)", toPath: "\(folder)/\(file)")
    }
    try readAndMark(Library(LibraryPlaces(restrictedTo: folder + "/cache.sqlite", marks: nil)))
  }

  @Test func aDamagedCacheIsLeftAsItIs() throws {
    let cache = try cache()
    let path = cache.path + "/cache.sqlite"
    try FileManager.default.removeItem(atPath: path)
    try Data(repeating: 65, count: 8192).write(to: URL(filePath: path))
    let before = try contents(cache)
    #expect(throws: LibraryError.damaged(path)) {
      try Library(LibraryPlaces(restrictedTo: path, marks: nil))
    }
    #expect(try contents(cache) == before)
  }

  @Test func aCacheOfAnOlderKanbaoIsSaidToBe() throws {
    let cache = try cache()
    var places = cache.places
    places.isShared = true
    let owner = try Library(places)
    defer { owner.close() }
    let file = try DatabaseQueue(path: cache.places.cache)
    for (steps, error) in [(7, LibraryError.older(cache.places.cache)), (99, .newer(cache.places.cache))] {
      try file.write { try $0.execute(sql: "PRAGMA user_version = \(steps)") }
      #expect(throws: error) { try Library(LibraryPlaces(restrictedTo: cache.places.cache, marks: nil)) }
    }
  }

  @Test func anArticleDamagedInACacheOfOthersIsSaidToBe() throws {
    let cache = try cache()
    var places = cache.places
    places.isShared = true
    let owner = try Library(places)
    defer { owner.close() }
    try DatabaseQueue(path: cache.places.cache).write {
      try $0.execute(sql: "UPDATE document SET body = substr(body, 1, length(body) - 5) || x'0102030405'")
    }
    let library = try Library(LibraryPlaces(restrictedTo: cache.places.cache, marks: nil))
    #expect(throws: LibraryError.damagedArticle("pages/food/1.md")) {
      try library.document(id("pages/food/1.md"))
    }
  }
}

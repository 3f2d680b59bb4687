// What happens to the two files: newer, damaged, not to be written, no room.

import Articles
import Foundation
import GRDB
import Library
import TestSupport
import Testing

@Suite struct FileTests {
  private func filled(_ scratch: Scratch) throws {
    let library = try library(
      scratch, food: ["pages/food/1.md"], articles: [draft("pages/food/1.md", document("一"))])
    _ = try library.setStarred(id("pages/food/1.md"), true)
  }

  private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

  private func damage(_ path: String) throws {
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    try Data("这不是资料库。".utf8).write(to: URL(filePath: path))
  }

  @Test func aDeletedCacheIsFilledAgainFromTheSourcesTheReaderChose() throws {
    let scratch = Scratch()
    try filled(scratch)
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: scratch.places.cache + suffix)
    }
    let library = try Library(scratch.places)
    #expect(try library.sources().map(\.key) == [source])
    #expect(try library.sources().map(\.addresses) == [["/somewhere"]])
    try library.removeSource(source)
    #expect(try Library(scratch.places).sources().isEmpty)
  }

  @Test func nothingIsStoredInACacheThatWasDeleted() throws {
    let scratch = Scratch()
    let library = try library(scratch, food: ["pages/food/1.md"])
    #expect(!library.isCacheGone)
    try FileManager.default.removeItem(atPath: scratch.places.cache)
    #expect(library.isCacheGone)
    #expect(throws: LibraryError.gone(scratch.places.cache)) {
      _ = try library.store(Batch(), source: source)
    }
  }

  @Test func marksOfADeletedFileAreWrittenAgain() throws {
    let scratch = Scratch()
    try filled(scratch)
    let library = try Library(scratch.places)
    _ = try library.setStarred(id("pages/food/2.md"), true)
    #expect(!library.areMarksGone)
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: scratch.places.reader + suffix)
    }
    // What is marked is not said to be kept where it would not be.
    #expect(library.areMarksGone)
    #expect(throws: LibraryError.marksGone(scratch.places.reader)) {
      _ = try library.setRead(id("pages/food/1.md"), true)
    }
    #expect(throws: LibraryError.marksGone(scratch.places.reader)) { _ = try library.markRead(.everything) }
    try library.rescueMarks()
    let again = try Library(scratch.places)
    #expect(try again.count(.starred) == 1 && again.notices.isEmpty)
    _ = try again.setRead(id("pages/food/1.md"), true)
    again.close()
    let stars = try DatabaseQueue(path: scratch.places.reader).read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM star")
    }
    #expect(stars == 2)
    #expect(try Library(scratch.places).sources().map(\.unread) == [0])
  }

  @Test func aFileThatTookThePlaceOfTheReadersIsLeftAsItIs() throws {
    let scratch = Scratch(), other = Scratch()
    try filled(scratch)
    try filled(other)
    try Library(other.places).close()
    let library = try Library(scratch.places)
    _ = try library.setStarred(id("pages/food/1.md"), false)
    try Data(bytes(other.places.reader)).write(
      to: URL(filePath: scratch.places.reader), options: .atomic)
    #expect(library.areMarksGone)
    try library.rescueMarks()
    #expect(try Library(scratch.places).count(.starred) == 1)
  }

  /// Two processes have it open: each keeps what is marked from then on, and takes nothing of the other's.
  @Test func twoWhoLostTheirFileFindTheSameOneAgain() throws {
    let scratch = Scratch()
    try filled(scratch)
    let one = try Library(scratch.places), other = try Library(scratch.places)
    try Data("旧的。".utf8).write(to: URL(filePath: scratch.places.reader + ".\(getpid())~"))
    try FileManager.default.removeItem(atPath: scratch.places.reader)
    try one.rescueMarks()
    let again = try Library(scratch.places)
    _ = try again.setStarred(id("pages/food/2.md"), true)
    #expect(other.areMarksGone)
    try other.rescueMarks()
    other.close()
    #expect(!again.areMarksGone)
    _ = try again.setStarred(id("pages/food/3.md"), true)
    again.close()
    let stars = try DatabaseQueue(path: scratch.places.reader).read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM star")
    }
    #expect(stars == 3)
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    #expect(!files.contains { $0.hasSuffix("~") })
  }

  @Test func whereNoneCanBeHadInItsPlaceWhatIsHereIsReadOn() throws {
    let scratch = Scratch()
    try filled(scratch)
    let library = try Library(scratch.places)
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: scratch.places.reader + suffix)
    }
    try FileManager.default.createDirectory(atPath: scratch.places.reader, withIntermediateDirectories: false)
    try library.rescueMarks()
    #expect(throws: LibraryError.self) { _ = try Library(scratch.places) }
    #expect(try library.count(.starred) == 1 && library.areMarksGone)
    #expect(try library.articles(.everything, limit: 9).count == 1)
  }

  @Test func aReadersFileThatWasEmptiedIsSaid() throws {
    let scratch = Scratch()
    #expect(try Library(scratch.places).notices.isEmpty)
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: scratch.places.reader + suffix)
    }
    try Data().write(to: URL(filePath: scratch.places.reader))
    #expect(try Library(scratch.places).notices == [.marksEmpty(scratch.places.reader)])
    #expect(try Library(scratch.places).notices.isEmpty)
  }

  @Test func onlyWhatIsDamagedIsSaidToBe() throws {
    let scratch = Scratch()
    try filled(scratch)
    #expect(!Library.isDamaged(scratch.places.reader))
    // There is none, or it cannot be opened: nothing is known of it.
    #expect(!Library.isDamaged(scratch.path + "/none") && !Library.isDamaged(scratch.path))
    try damage(scratch.places.reader)
    #expect(Library.isDamaged(scratch.places.reader))
  }

  @Test(arguments: [-1, 0]) func aHeaderThatCannotBeIsDamage(version: Int) throws {
    let scratch = Scratch()
    try filled(scratch)
    for file in [scratch.places.cache, scratch.places.reader] {
      try DatabaseQueue(path: file).write { try $0.execute(sql: "PRAGMA user_version = \(version)") }
    }
    #expect(throws: LibraryError.damaged(scratch.places.reader)) { _ = try Library(scratch.places) }
    try FileManager.default.removeItem(atPath: scratch.places.reader)
    let notices = try Library(scratch.places).notices
    #expect(notices == [.setAside(scratch.places.cache, as: scratch.places.cache + ".damaged-1")])
  }

  @Test func whatIsThereCanBeReadWhereCountsCannotBeWritten() throws {
    let scratch = Scratch()
    let library = try library(
      scratch, food: ["pages/food/1.md"], articles: [draft("pages/food/1.md", document("一"))])
    var totals: [Int] = []
    try DatabaseQueue(path: scratch.places.reader).inTransaction(.immediate) { _ in
      totals = try library.sources().map(\.total)
      return .rollback
    }
    #expect(totals == [1])
  }

  @Test func storingArticlesLeavesTheReadersFileAlone() throws {
    let scratch = Scratch()
    let library = try library(scratch, food: ["pages/food/1.md"])
    // Whoever marks something holds the reader's file; storing must not even ask for it.
    var batch = Batch()
    batch.articles = [draft("pages/food/1.md", document("一"))]
    var new = 0
    try DatabaseQueue(path: scratch.places.reader).inTransaction(.immediate) { _ in
      new = try library.store(batch, source: source).new
      return .rollback
    }
    #expect(new == 1)
  }

  @Test func aSourceRemovedAndAddedAgainCountsAnew() throws {
    let scratch = Scratch()
    let paths = (1...5).map { "pages/food/\($0).md" }
    let library = try library(scratch, food: paths, articles: paths.map { draft($0, document($0)) })
    for path in paths { _ = try library.setRead(id(path), true) }
    #expect(try library.sources().map(\.unread) == [0])
    try library.removeSource(source)
    try library.addSource(key: source, title: "", addresses: ["/elsewhere"])
    var batch = Batch()
    batch.articles = [draft("pages/food/9.md", document("九"))]
    _ = try library.store(batch, source: source)
    #expect(try library.sources().map { [$0.total, $0.unread] } == [[1, 1]])
  }

  @Test func theRoomOfWhatWentIsGivenBack() throws {
    let scratch = Scratch()
    let paths = (1...60).map { "pages/food/\($0).md" }
    // Of what compresses badly and is not looked for, so that the articles are most of the file.
    var dice = Dice(seed: 1)
    let articles = paths.map { path in
      let letters = (0..<30_000).map { _ in
        UInt8.random(in: UInt8(ascii: "a")...UInt8(ascii: "z"), using: &dice)
      }
      let link = Span("见", target: .link("https://a.example/" + String(decoding: letters, as: UTF8.self)))
      return draft(path, Document(title: path, blocks: [.paragraph([Span("茶馆"), link])]))
    }
    // Closed, all is in the file.
    try library(scratch, food: paths, articles: articles).close()
    let library = try Library(scratch.places), other = try Library(scratch.places)
    func size() throws -> Int {
      try FileManager.default.attributesOfItem(atPath: scratch.places.cache)[.size] as? Int ?? 0
    }
    library.giveRoomBack(from: 0)
    let before = try size()
    try library.prune(source: source, keeping: 5, before: nil, evenUnread: true)
    library.giveRoomBack()
    #expect(try size() == before)
    library.giveRoomBack(from: 0)
    let after = try size()
    #expect(after < before / 2, "\(after) of \(before)")
    #expect(try other.articles(.everything, limit: 9).count == 5)
    #expect(
      try other.search(SearchRequest(SearchQuery("茶馆"), limit: 9), patience: .seconds(60)).hits.count == 5)
  }

  @Test func aClosedLibraryIsInItsTwoFiles() throws {
    let scratch = Scratch()
    let library = try library(
      scratch, food: ["pages/food/1.md"], articles: [draft("pages/food/1.md", document("一"))])
    _ = try library.setStarred(id("pages/food/1.md"), true)
    library.close()
    for path in [scratch.places.cache, scratch.places.reader] {
      let journal = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
      #expect((journal ?? 0) == 0, "\(path)")
    }
  }

  /// Overwrites a stretch of the file's middle, as a bad disk does.
  private func scratchMiddle(of path: String) throws {
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    defer { try? handle.close() }
    let pages = try Int(handle.seekToEnd()) / 4096
    for page in (pages / 2)..<pages {
      try handle.seek(toOffset: UInt64(page * 4096))
      try handle.write(contentsOf: Data(repeating: 0xA5, count: 4096))
    }
  }

  @Test func aCacheDamagedInTheMiddleIsSetAsideWhenThatIsFoundOut() throws {
    let scratch = Scratch()
    do {
      try filled(scratch)
      let library = try Library(scratch.places)
      var batch = Batch()
      batch.articles = (2...600).map { draft("pages/food/\($0).md", document("第\($0)篇")) }
      _ = try library.store(batch, source: source)
    }
    try scratchMiddle(of: scratch.places.cache)
    do {
      let library = try Library(scratch.places)
      let error = #expect(throws: LibraryError.self) {
        _ = try library.articles(.everything, limit: 1000)
        for number in 1...600 { _ = try library.document(id("pages/food/\(number).md")) }
      }
      guard case .setAside(scratch.places.cache, let aside)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(FileManager.default.fileExists(atPath: aside))
    }
    let library = try Library(scratch.places)
    #expect(library.notices.isEmpty)
    #expect(try library.sources().map(\.key) == [source])
    #expect(try library.articles(.history, limit: 9).isEmpty)
    #expect(try library.setStarred(id("pages/food/1.md"), true) == nil, "the star was lost")
  }

  @Test func whatAnotherReadingReadIsReadAgain() throws {
    let scratch = Scratch()
    let library = try library(scratch, food: ["pages/food/1.md"])
    #expect(try library.fileStates(source: source, reading: 1).isEmpty)
    var batch = Batch()
    batch.files = ["pages/food/1.md": FileState(content: ContentID([1]), since: 1, checked: 1)]
    _ = try library.store(batch, source: source)
    #expect(try library.fileStates(source: source, reading: 1) == batch.files)
    #expect(try library.fileStates(source: source, reading: 2).isEmpty)
    #expect(try library.fileStates(source: source, reading: 2).isEmpty)
    try library.setReading(2, of: source)
    #expect(try library.fileStates(source: source, reading: 2) == batch.files)
  }

  /// It may take days where bytes are counted, and goes on from what has been read.
  @Test func whatHasBeenReadAgainIsNotReadOnceMore() throws {
    let scratch = Scratch()
    let library = try library(scratch, food: ["pages/food/1.md", "pages/food/2.md"])
    #expect(try library.fileStates(source: source, reading: 1).isEmpty)
    func file(_ number: Int) -> [String: FileState] {
      ["pages/food/\(number).md": FileState(content: ContentID([1]), since: 1, checked: 1)]
    }
    func store(_ number: Int, reading: Int) throws {
      var batch = Batch()
      batch.files = file(number)
      _ = try library.store(batch, source: source, reading: reading)
    }
    for number in 1...2 { try store(number, reading: 1) }
    try store(2, reading: 2)
    #expect(try library.fileStates(source: source, reading: 2) == file(2))
    #expect(try library.fileStates(source: source, at: ["pages/food/2.md"], reading: 2) == file(2))
    // The reading before has not read that one.
    #expect(try library.fileStates(source: source, reading: 1) == file(1))
    try library.setReading(3, of: source)
    #expect(try library.fileStates(source: source, reading: 3) == file(1).merging(file(2)) { $1 })
  }

  @Test func aDamagedDocumentIsReadAgainByTheNextSync() throws {
    let scratch = Scratch()
    let path = "pages/food/1.md"
    let library = try library(scratch, food: [path], articles: [draft(path, document("一"))])
    var batch = Batch()
    try library.setReading(1, of: source)
    batch.files = [path: FileState(content: ContentID([1]), since: 1, checked: 1)]
    _ = try library.store(batch, source: source)
    #expect(try library.fileStates(source: source, reading: 1) == batch.files)
    try DatabaseQueue(path: scratch.places.cache).write {
      try $0.execute(sql: "UPDATE document SET body = substr(body, 1, length(body) - 5) || x'0102030405'")
    }
    #expect(throws: LibraryError.damagedArticle(path)) { try library.document(id(path)) }
    #expect(try library.fileStates(source: source, reading: 1).isEmpty)
    batch.articles = [draft(path, document("一"))]
    #expect(try library.store(batch, source: source).changed == 1)
    #expect(try library.document(id(path)) == document("一"))
  }

  @Test func aDamagedCacheIsSetAsideAndTheMarksStay() throws {
    let scratch = Scratch()
    try filled(scratch)
    try damage(scratch.places.cache)
    let library = try Library(scratch.places)
    #expect(library.notices.count == 1)
    #expect(try library.sources().map(\.total) == [0])
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    let aside = try #require(
      files.first { $0.hasPrefix("cache.sqlite.") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") })
    #expect(try bytes(scratch.path + "/" + aside) == Data("这不是资料库。".utf8))
    var batch = Batch()
    batch.articles = [draft("pages/food/1.md", document("一"))]
    _ = try library.store(batch, source: source)
    #expect(try library.article(id("pages/food/1.md"))?.isStarred == true)
  }

  @Test func aDamagedReadersFileIsNotTouched() throws {
    let scratch = Scratch()
    try filled(scratch)
    try damage(scratch.places.reader)
    #expect(throws: LibraryError.damaged(scratch.places.reader)) { try Library(scratch.places) }
    #expect(try bytes(scratch.places.reader) == Data("这不是资料库。".utf8))
  }

  @Test func whatIsNewNamesTheFileThatIsDamaged() throws {
    let scratch = Scratch()
    try library(scratch, articles: [draft("pages/food/1.md", document("题"))]).close()
    for suffix in ["", "-wal", "-shm"] { unlink(scratch.places.reader + suffix) }
    try "garbage".write(toFile: scratch.places.reader, atomically: true, encoding: .utf8)
    #expect(throws: LibraryError.damaged(scratch.places.reader)) {
      try Library.news(in: scratch.places, limit: 1)
    }
  }

  @Test func aHeaderOfNoKnownFormatIsDamage() throws {
    let scratch = Scratch()
    try library(scratch).close()
    let file = try #require(FileHandle(forUpdatingAtPath: scratch.places.cache))
    // The format of the schema, 1 to 4.
    try file.seek(toOffset: 44)
    try file.write(contentsOf: [0, 0, 0, 99])
    try file.close()
    let again = try Library(scratch.places)
    #expect(again.notices.count == 1)
    #expect(try again.sources().map(\.key) == [source])
  }

  @Test(arguments: ["cache.sqlite", "reader.sqlite"])
  func aFileOfANewerVersionIsRefusedAndKept(file: String) throws {
    let scratch = Scratch()
    try filled(scratch)
    let path = scratch.path + "/" + file
    let version = try #require(try setVersion(path, Data([0, 0, 0x7F, 0xFF])))
    #expect(throws: LibraryError.newer(path)) { try Library(scratch.places) }
    #expect(try setVersion(path, version) == Data([0, 0, 0x7F, 0xFF]))
    let library = try Library(scratch.places)
    #expect(library.notices.isEmpty)
    #expect(try library.article(id("pages/food/1.md"))?.isStarred == true)
  }

  /// Writes SQLite's `user_version`, four bytes at offset 60 of the file (fileformat2.html §1.3); gives back
  /// what was there.
  private func setVersion(_ path: String, _ version: Data) throws -> Data? {
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    defer { try? handle.close() }
    try handle.seek(toOffset: 60)
    let old = try handle.read(upToCount: 4)
    try handle.seek(toOffset: 60)
    try handle.write(contentsOf: version)
    return old
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    let scratch = Scratch()
    let file = scratch.path + "/file"
    try Data().write(to: URL(filePath: file))
    let places = LibraryPlaces(cache: file + "/cache.sqlite", reader: scratch.path + "/reader.sqlite")
    do {
      _ = try Library(places)
      Issue.record("a library was made below a file")
    } catch {
      #expect("\(error)".contains(file) && !"\(error)".contains("\n"))
    }
  }

  @Test(arguments: [
    LibraryError.newer("/a"), .damaged("/a"), .setAside("/a", as: "/b"), .damagedArticle("/a"),
    .gone("/a"), .marksGone("/a"), .marksEmpty("/a"), .notFilled("/a"), .older("/a"), .notOurs("/a"),
    .readOnly("/a"),
    .diskFull("/a"), .locked("/a"), .unusable("/a", reason: "b"), .sourceExists("/a"), .noSuchSource("/a"),
    .addressTaken("/a", by: "b"), .noSuchMirror("/a", of: "b"),
  ])
  func everyErrorNamesTheThingInOneLine(error: LibraryError) {
    #expect("\(error)".contains("/a") && !"\(error)".contains("\n"))
  }

  @Test func whileSomebodyMarksALibraryIsOpenedAndRead() throws {
    let scratch = Scratch()
    let path = "pages/food/1.md"
    let others = try library(scratch, food: [path], articles: [draft(path, document("一"))])
    _ = try others.setStarred(id(path), true)
    var titles: [String] = []
    try DatabaseQueue(path: scratch.places.reader).inTransaction(.immediate) { _ in
      titles = try Library(scratch.places).articles(.everything, limit: 9).map(\.title)
      return .rollback
    }
    #expect(titles == ["一"])
  }

  @Test func theReadersFileIsNamedWhereItIsInUse() throws {
    let scratch = Scratch()
    let path = "pages/food/1.md"
    let library = try library(scratch, food: [path], articles: [draft(path, document("一"))])
    _ = try library.sources()
    try DatabaseQueue(path: scratch.places.reader).inTransaction(.immediate) { _ in
      #expect(throws: LibraryError.locked(scratch.places.reader)) {
        try library.setMark(.read, of: [id(path)], true)
      }
      return .rollback
    }
  }
}

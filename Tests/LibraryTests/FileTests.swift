// What happens to the two files: newer, damaged, not to be written, no room.

import Articles
import Foundation
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

  @Test func aDamagedCacheIsSetAsideAndTheMarksStay() throws {
    let scratch = Scratch()
    try filled(scratch)
    try damage(scratch.places.cache)
    let library = try Library(scratch.places)
    #expect(library.notices.count == 1)
    #expect(try library.sources().isEmpty)
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    let aside = try #require(
      files.first { $0.hasPrefix("cache.sqlite.") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") })
    #expect(try bytes(scratch.path + "/" + aside) == Data("这不是资料库。".utf8))
    try library.addSource(key: source, title: "", address: "/somewhere")
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
    LibraryError.newer("/a"), .damaged("/a"), .readOnly("/a"), .diskFull("/a"), .locked("/a"),
    .unusable("/a", reason: "b"), .sourceExists("/a"), .noSuchSource("/a"),
  ])
  func everyErrorNamesTheThingInOneLine(error: LibraryError) {
    #expect("\(error)".contains("/a") && !"\(error)".contains("\n"))
  }
}

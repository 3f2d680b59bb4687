// The library: what was fetched (`cache.sqlite`) and what the reader did (`reader.sqlite`). This file and
// its extensions are the whole API: every read and every write of the two goes through here.
//
// Library knows articles and SQLite. It must not know pages, networks, screens or keys. The cache may be
// deleted at any time; the reader's file is precious, never rebuilt, and never written by sync.

import Articles
import GRDB

/// Where the library's two files are.
package struct LibraryPlaces: Hashable, Sendable {
  /// The path of `cache.sqlite`.
  package var cache: String
  /// The path of `reader.sqlite`.
  package var reader: String

  /// Absolute paths of the two files, which need not be there yet.
  package init(cache: String, reader: String) {
    self.cache = cache
    self.reader = reader
  }
}

/// The library of one reader. Safe to use from any thread.
package final class Library: Sendable {
  let places: LibraryPlaces
  /// The cache, with the reader's file attached as `marks` for reading.
  let cache: DatabasePool
  /// The reader's own file, for writing.
  let marks: DatabaseQueue
  /// What was found wrong on opening, and what was done about it: one line each.
  package let notices: [String]

  /// Opens the library, making what is missing. The work does not grow with the library.
  ///
  /// A damaged cache is set aside and a new one begun; `notices` says so.
  /// - Throws: `.damaged` when the reader's file is no library, `.newer` when a file was made by a newer
  ///   Kanbao, `.readOnly`, `.diskFull` or `.unusable` when the files cannot be written.
  package init(_ places: LibraryPlaces) throws(LibraryError) {
    self.places = places
    try Files.makeFolder(of: places.cache)
    try Files.makeFolder(of: places.reader)
    marks = try Library.openMarks(places.reader)
    (cache, notices) = try Library.openCache(places)
    Files.protect([places.cache, places.reader])
  }

  private static func openMarks(_ path: String) throws(LibraryError) -> DatabaseQueue {
    try LibraryError.catching(path) {
      var configuration = Configuration()
      configuration.busyMode = .timeout(5)
      configuration.journalMode = .wal
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.write { try Schema.migrate($0, .reader, path: path) }
      return queue
    }
  }

  private static func openCache(_ places: LibraryPlaces) throws(LibraryError) -> (DatabasePool, [String]) {
    do {
      return (try pool(places), [])
    } catch {
      guard case .damaged = error else { throw error }
      let aside = try Files.setAside(places.cache)
      return (
        try pool(places),
        ["the cache was damaged; it was set aside as \(aside) and a new one begun: sync to fill it"]
      )
    }
  }

  private static func pool(_ places: LibraryPlaces) throws(LibraryError) -> DatabasePool {
    try LibraryError.catching(places.cache) {
      var configuration = Configuration()
      configuration.busyMode = .timeout(5)
      configuration.maximumReaderCount = 2
      configuration.persistentReadOnlyConnections = true
      configuration.prepareDatabase { database in
        try database.execute(sql: "PRAGMA cache_size = -2000")
        try database.execute(sql: "ATTACH DATABASE ? AS marks", arguments: [places.reader])
      }
      let pool = try DatabasePool(path: places.cache, configuration: configuration)
      try pool.writeWithoutTransaction { try Schema.migrate($0, .cache, path: places.cache) }
      return pool
    }
  }

  // MARK: One way in, one way out

  func read<Value>(_ body: (Database) throws -> Value) throws(LibraryError) -> Value {
    try LibraryError.catching(places.cache) { try cache.read(body) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(LibraryError) -> Value {
    try LibraryError.catching(places.cache) { try cache.write(body) }
  }

  func mark<Value>(_ body: (Database) throws -> Value) throws(LibraryError) -> Value {
    try LibraryError.catching(places.reader) { try marks.write(body) }
  }

  /// Rows of the cache changed since it was opened by this process. For tests: a sync of what is known
  /// changes none.
  package var changeCount: Int { cache.writeWithoutTransaction { $0.totalChangesCount } }
}

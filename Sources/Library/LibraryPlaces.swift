// Where the library's two files are, and what may be done to them.

import CSQLite
import GRDB

/// Where the library's two files are.
package struct LibraryPlaces: Hashable, Sendable {
  /// The path of `cache.sqlite`.
  package var cache: String
  /// The path of `reader.sqlite`; in its place a name of SQLite's where marks are not kept in a file.
  package var reader: String
  /// Whether the cache is for all accounts of this machine: those who may not write it read it.
  package var isShared: Bool
  /// Whether the cache is only read, whoever may write it, and nothing but marks is ever written.
  package let isRestricted: Bool
  /// Whether marks are in a file; otherwise they are in this process' memory.
  package let keepsMarks: Bool

  /// Absolute paths of the two files, which need not be there yet.
  package init(cache: String, reader: String, isShared: Bool = false) {
    (self.cache, self.reader, self.isShared) = (cache, reader, isShared)
    (isRestricted, keepsMarks) = (false, true)
  }

  /// A cache that is only read, and where marks are kept: an absolute path, or the memory of this process.
  package init(restrictedTo cache: String, marks: String?) {
    // In SQLite's memory under a name that no other library of the process has.
    let memory = "file:/marks-\(UInt64.random(in: 1...UInt64.max))?vfs=memdb"
    (self.cache, reader, isShared) = (cache, marks ?? memory, true)
    (isRestricted, keepsMarks) = (true, marks != nil)
  }

  /// The cache's name where it is opened for reading: where nothing is to be written, SQLite does not even open what
  /// several processes share of a database (`cache.sqlite-shm`) for writing. See https://sqlite.org/uri.html.
  var cacheToRead: String {
    guard isRestricted else { return cache }
    let escapes: [Character: String] = ["%": "%25", "?": "%3f", "#": "%23"]
    return "file:" + cache.map { escapes[$0] ?? String($0) }.joined() + "?mode=ro&readonly_shm=1&vfs=unix"
  }

  /// Has a connection write no file beside those of the library, and keep less in memory: strangers are many, and what
  /// they read is in the kernel's memory once for all.
  func prepare(_ database: Database) throws {
    if isRestricted { try database.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -500") }
  }

  /// - Throws: `.unusable` where this SQLite does not understand the names: it would make files of them.
  func checkNames() throws(LibraryError) {
    guard isRestricted else { return }
    // Before 3.36 (2021) memory could not be shared under a name.
    guard kanbao_sqlite_takes_uris(), keepsMarks || sqlite3_libversion_number() >= 3_036_000 else {
      throw .unusable("SQLite \(String(cString: sqlite3_libversion()))", reason: "3.36 is needed")
    }
  }
}

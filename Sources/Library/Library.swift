// The library: what was fetched (`cache.sqlite`) and what the reader did (`reader.sqlite`). This file and
// its extensions are the whole API: every read and every write of the two goes through here.
//
// Library knows articles and SQLite. It must not know pages, networks, screens or keys. The cache may be
// deleted at any time; the reader's file is precious and never rebuilt; sync writes nothing into it but
// counts (`tally`).

import Articles
import GRDB
import GRDBSQLite
import Synchronization

/// The library of one reader. Safe to use from any thread.
package final class Library: Sendable {
  let places: LibraryPlaces
  /// The cache; where it is read, the reader's file is attached as `marks`.
  let cache: DatabasePool
  /// The reader's own file, for writing.
  let marks: DatabaseQueue
  /// What SQLite called the state of the reader's own file when it was looked at last.
  private let marksVersion: Mutex<Int64?>
  /// What documents are read with.
  let documents: DocumentReader
  /// The files, whatever their names become.
  private let cacheFile: Files.Identity?, marksFile: Files.Identity?
  /// What SQLite keeps beside the reader's file.
  private let marksLog: [(path: String, identity: Files.Identity)]
  /// Whether the cache is only read: another account fills it, or it is opened so by whoever may write it.
  package let isReadOnly: Bool
  /// What was found wrong on opening, and what was done about it.
  package let notices: [LibraryError]

  /// Opens the library, making what is missing. The work does not grow with the library.
  ///
  /// A damaged cache is set aside and a new one begun; `notices` says so. The cache gets the sources the
  /// reader's file names, and the other way round, so either may be a new one.
  /// - Throws: `.damaged` when the reader's file is no library, `.newer` when a file was made by a newer
  ///   Kanbao, `.readOnly`, `.diskFull` or `.unusable` when the files cannot be written.
  package init(_ places: LibraryPlaces) throws(LibraryError) {
    self.places = places
    isReadOnly = places.isRestricted || (places.isShared && !Files.canWrite(places.cache))
    if !isReadOnly { try Files.makeFolder(of: places.cache, mode: places.isShared ? 0o755 : 0o700) }
    if places.keepsMarks { try Files.makeFolder(of: places.reader) }
    let hasLostMarks =
      places.keepsMarks && Files.isEmpty(places.reader) && Files.identity(places.cache) != nil
    marks = try Library.openMarks(places)
    marksVersion = Mutex(Library.version(of: marks))
    var notices: [LibraryError] = []
    if isReadOnly {
      cache = try Library.readOnlyPool(places)
    } else {
      (cache, notices) = try Library.openCache(places)
    }
    if hasLostMarks { notices.append(.marksEmpty(places.reader)) }
    self.notices = notices
    documents = DocumentReader()
    cacheFile = Files.identity(places.cache)
    marksFile = places.keepsMarks ? Files.identity(places.reader) : nil
    marksLog = ["-wal", "-shm"].map { places.reader + $0 }
      .compactMap { path in Files.identity(path).map { (path, $0) } }
    try adoptSources()
    if places.keepsMarks { Files.protect(places.reader) }
    if !isReadOnly { Files.protect(places.cache, mode: places.isShared ? 0o644 : 0o600) }
  }

  /// The same library with a connection of its own to the reader's file: what takes long to write there keeps nobody
  /// waiting who only reads.
  /// - Throws: `.marksGone` where that file is, and what opening it throws.
  package func beside() throws(LibraryError) -> Library {
    if areMarksGone { throw .marksGone(places.reader) }
    return Library(self, marks: try Library.openMarks(places))
  }

  private init(_ other: Library, marks: DatabaseQueue) {
    (places, cache, self.marks) = (other.places, other.cache, marks)
    marksVersion = Mutex(nil)
    (cacheFile, marksFile, marksLog) = (other.cacheFile, other.marksFile, other.marksLog)
    (isReadOnly, notices, documents) = (other.isReadOnly, other.notices, other.documents)
  }

  /// Whether the cache is only read even by those who may write it.
  package var isForStrangers: Bool { places.isRestricted }

  /// Whether the cache is no longer where it was opened: deleted, or another is there. Costs a look at the file.
  package var isCacheGone: Bool { cacheFile != nil && Files.identity(places.cache) != cacheFile }

  /// Whether the reader's file is no longer where it was opened: deleted, or another is there. Costs a look at the file.
  package var areMarksGone: Bool { marksFile != nil && Files.identity(places.reader) != marksFile }

  /// Sees to it that the reader's file can be opened again by its name: where it was deleted while it was open, it is
  /// written anew, with all that was in it; where another is there now, that is left as it is. This library goes on with
  /// the one that has lost its name, to be read.
  /// - Throws: `.diskFull` and its like, where it could not be written; a copy that was begun is gone.
  package func rescueMarks() throws(LibraryError) {
    guard Files.identity(places.reader) == nil else { return removeOwnLog() }
    try Files.makeFolder(of: places.reader)
    let copy = Files.draft(of: places.reader)
    defer { Files.remove(copy) }
    try LibraryError.catching(places.reader) {
      try marks.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
    }
    removeOwnLog()
    Files.protect(copy)
    Files.put(copy, at: places.reader)
  }

  /// What SQLite kept beside the file that has lost its name: by its name it would be taken for the new one's.
  private func removeOwnLog() {
    for (file, identity) in marksLog where Files.identity(file) == identity { Files.remove(file) }
  }

  /// Whether another process has written the reader's file since this was asked last.
  package var isMarkedElsewhere: Bool {
    let version = Library.version(of: marks)
    return marksVersion.withLock { last in
      defer { last = version }
      return last != version
    }
  }

  /// A number that is another one when others, not this connection, have written a file; nil where it cannot be read.
  private static func version(of file: DatabaseQueue) -> Int64? {
    try? file.read { try Int64.fetchOne($0, sql: "PRAGMA data_version") }
  }

  private static func openMarks(_ places: LibraryPlaces) throws(LibraryError) -> DatabaseQueue {
    let path = places.reader
    try places.checkNames()
    return try LibraryError.catching(path) {
      var configuration = Configuration()
      configuration.busyMode = .timeout(5)
      if places.keepsMarks { configuration.journalMode = .wal }
      configuration.prepareDatabase { try places.prepare($0) }
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      // GRDB has a commit wait for no disk: a mark is to outlive a power cut.
      if places.keepsMarks {
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      }
      // Only where there is something to do: writing waits for everybody who marks.
      if try queue.read({ try Schema.lacksSteps($0, .reader, path: path) }) {
        try queue.write { try Schema.migrate($0, .reader, path: path) }
      }
      return queue
    }
  }

  private static func openCache(_ places: LibraryPlaces) throws(LibraryError) -> (
    DatabasePool, [LibraryError]
  ) {
    let file = Files.identity(places.cache)
    do {
      return (try pool(places), [])
    } catch {
      guard case .damaged = error else { throw error }
      let aside = try Files.setAside(places.cache, identity: file)
      return (try pool(places), [.setAside(places.cache, as: aside)])
    }
  }

  /// A cache that another account fills.
  private static func readOnlyPool(_ places: LibraryPlaces) throws(LibraryError) -> DatabasePool {
    if let reason = Files.whatForbids(places.cache) { throw .unusable(places.cache, reason: reason) }
    guard Files.identity(places.cache) != nil else { throw .notFilled(places.cache) }
    do {
      return try LibraryError.catching(places.cache) {
        var configuration = Library.configuration(places)
        configuration.readonly = true
        let pool = try DatabasePool(path: places.cacheToRead, configuration: configuration)
        try pool.read { try Schema.check($0, .cache, path: places.cache) }
        return pool
      }
    } catch .readOnly {
      // What SQLite keeps beside a shared file is not there: its owner's next sync makes it.
      throw .notFilled(places.cache)
    }
  }

  static func configuration(_ places: LibraryPlaces) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    // One for the event loop, whatever is read beside it.
    configuration.maximumReaderCount = 4
    configuration.persistentReadOnlyConnections = true
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA cache_size = -2000")
      try places.prepare(database)
      // For reading only: a transaction that writes would lock every file that is attached.
      if database.configuration.readonly {
        try database.execute(sql: "ATTACH DATABASE ? AS marks", arguments: [places.reader])
      } else if places.isShared {
        // Who may not write the folder can read the file only while what SQLite keeps beside it is there.
        var keeps: CInt = 1
        sqlite3_file_control(database.sqliteConnection, "main", SQLITE_FCNTL_PERSIST_WAL, &keeps)
      }
    }
    return configuration
  }

  private static func pool(_ places: LibraryPlaces) throws(LibraryError) -> DatabasePool {
    try LibraryError.catching(places.cache) {
      let pool = try DatabasePool(path: places.cache, configuration: configuration(places))
      try pool.writeWithoutTransaction { try Schema.migrate($0, .cache, path: places.cache) }
      return pool
    }
  }

  // MARK: One way in, one way out

  func read<Value>(_ body: (Database) throws -> Value) throws(LibraryError) -> Value {
    try blamingTheCache { try cache.read(body) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(LibraryError) -> Value {
    try blamingTheCache { try cache.write(body) }
  }

  func mark<Value>(_ body: (Database) throws -> Value) throws(LibraryError) -> Value {
    // What is written to a deleted file is lost with it.
    if areMarksGone { throw .marksGone(places.reader) }
    return try LibraryError.catching(places.reader) { try marks.write(body) }
  }

  func readMarks<Value>(_ body: (Database) throws -> Value) throws(LibraryError) -> Value {
    try LibraryError.catching(places.reader) { try marks.read(body) }
  }

  /// Does something to both files. Damage is the cache's, which is set aside, unless the reader's file, the
  /// small one, turns out not to be whole: then that is named and nothing is touched.
  func blamingTheCache<Value>(_ body: () throws -> Value) throws(LibraryError) -> Value {
    do {
      return try LibraryError.catching(places.cache, orReader: places.reader, body)
    } catch {
      guard case .damaged(places.cache) = error, !isReadOnly else { throw error }
      throw .setAside(places.cache, as: try Files.setAside(places.cache, identity: cacheFile))
    }
  }

  /// Whether a database is known to be damaged; nothing is changed. Takes time linear in its size.
  package static func isDamaged(_ file: String) -> Bool { Files.isDamaged(file) }

  /// Closes both files; what SQLite keeps beside them goes into them. Nothing may be asked of the library
  /// afterwards. Without it that happens when the next process closes them.
  package func close() {
    // Explicitly: the pool's readers are closed last, and may not write.
    if !isReadOnly { _ = try? cache.writeWithoutTransaction { try $0.checkpoint(.truncate) } }
    try? cache.close()
    try? marks.close()
  }

  /// Rows of the cache changed since it was opened by this process. For tests: a sync of what is known
  /// changes none.
  package var changeCount: Int { cache.writeWithoutTransaction { $0.totalChangesCount } }
}

extension Database {
  /// Runs one statement, compiled once for all its runs: compiling takes longer than running.
  func run(_ sql: String, _ arguments: StatementArguments) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }
}

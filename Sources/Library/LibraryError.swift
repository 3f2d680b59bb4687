// What can go wrong with the library's files, each with its remedy.

import GRDB

/// Why the library could not do what it was asked; `description` is one line with the remedy.
package enum LibraryError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file was made by a newer Kanbao.
  case newer(String)
  /// The file is damaged, or no library at all.
  case damaged(String)
  /// The cache was damaged and is set aside under another name: the next opening begins a new one.
  case setAside(String, as: String)
  /// The stored copy of the article at a path is damaged: the next sync reads it again.
  case damagedArticle(String)
  /// The cache that another account fills is not there yet.
  case notFilled(String)
  /// The cache that another account fills was made by an older Kanbao.
  case older(String)
  /// The cache was deleted while it was open.
  case gone(String)
  /// The reader's file was deleted, moved or replaced while it was open.
  case marksGone(String)
  /// The reader's file was there, with nothing in it.
  case marksEmpty(String)
  /// Another account fills the cache: this one can only read it.
  case notOurs(String)
  /// The file or its folder cannot be written.
  case readOnly(String)
  /// There is no room left.
  case diskFull(String)
  /// Another process holds the file.
  case locked(String)
  /// The file cannot be opened or made.
  case unusable(String, reason: String)
  /// There is already a source of this name.
  case sourceExists(String)
  /// There is no source of this name.
  case noSuchSource(String)
  /// A source has this address already.
  case addressTaken(String, by: String)
  /// The source has no mirror at this address.
  case noSuchMirror(String, of: String)

  /// Whether it may be otherwise at another time without anything being done to the library.
  package var mayPass: Bool {
    switch self {
    case .diskFull, .locked: true
    default: false
    }
  }

  package var description: String {
    switch self {
    case .newer(let file): "\(file) was made by a newer Kanbao; update this one, or use another --data-dir"
    case .damaged(let file):
      "\(file) is damaged; it was left as it is: move it away together with \(file)-wal and -shm, then put a copy in its place"
    case .setAside(let file, let aside):
      "\(file) was damaged; it was set aside as \(aside), your marks are kept: sync to fetch the articles again"
    case .damagedArticle(let path): "the stored copy of \(path) is damaged; sync to fetch it again"
    case .notFilled(let file):
      "\(file) is not there yet; have the account that owns it run `kanbao --cache DIR sync`"
    case .older(let file):
      "\(file) was made by an older Kanbao; have the account that owns it run `kanbao --cache DIR sync` with this one"
    case .notOurs(let file):
      "\(file) is filled by another account of this machine: that one adds sources and syncs them"
    case .marksGone(let file):
      "\(file) was deleted or replaced meanwhile; what was marked last may have to be marked again"
    case .marksEmpty(let file):
      "\(file) was empty; a new one was begun: where you have a copy, put it in its place"
    case .gone(let file): "\(file) was deleted meanwhile; sync to fetch the articles again"
    case .readOnly(let file):
      "\(file) cannot be written; check the disk and the permissions, or use --data-dir"
    case .diskFull(let file): "no room left for \(file); nothing was lost: free some space and try again"
    case .locked(let file): "\(file) is in use by another process; try again in a moment"
    case .unusable(let file, let reason):
      "\(file) cannot be used: \(reason); check the path, or use --data-dir"
    case .sourceExists(let name): "there is already a source called \(name); choose another with --name"
    case .noSuchSource(let name): "there is no source called \(name); see `kanbao sources`"
    case .addressTaken(let address, let name):
      "\(address) is an address of \(name) already; `kanbao sync` brings it up to date"
    case .noSuchMirror(let address, let name):
      "\(name) has no address \(address); see `kanbao sources`"
    }
  }

  /// Runs `body`, making SQLite's errors about the file at `path` the library's.
  static func catching<Value>(_ path: String, _ body: () throws -> Value) throws(LibraryError) -> Value {
    do {
      return try body()
    } catch {
      throw LibraryError(error, path: path)
    }
  }

  /// The same of work with both files: what is damaged is the reader's where that is not whole.
  static func catching<Value>(_ path: String, orReader reader: String, _ body: () throws -> Value)
    throws(LibraryError) -> Value
  {
    do {
      return try catching(path, body)
    } catch {
      guard case .damaged = error, Files.isDamaged(reader) else { throw error }
      throw .damaged(reader)
    }
  }

  /// An error about the file at `path` as the library's.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as LibraryError: self = error
    case let error as DatabaseError: self.init(error, path: path)
    default: self = .unusable(path, reason: "\(error)")
    }
  }

  private init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .damaged(path)
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path)
    case .SQLITE_CANTOPEN where !Files.canWriteFolder(of: path): self = .readOnly(path)
    case .SQLITE_FULL: self = .diskFull(path)
    case .SQLITE_IOERR where Files.isDiskFull(path): self = .diskFull(path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path)
    // A header of a format that no SQLite has.
    case .SQLITE_ERROR where error.message == "unsupported file format": self = .damaged(path)
    default: self = .unusable(path, reason: error.message ?? "SQLite error \(error.resultCode.rawValue)")
    }
  }
}

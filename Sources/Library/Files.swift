// The files themselves: folders only their owner may enter, and a damaged cache set aside.

import GRDB
import Glibc

enum Files {
  /// Makes the folder of a file, and those above it, by default for the owner alone.
  static func makeFolder(of path: String, mode: mode_t = 0o700) throws(LibraryError) {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    let folder = String(path[..<slash])
    var information = stat()
    if stat(folder, &information) == 0 {
      guard information.st_mode & S_IFMT == S_IFDIR else {
        throw .unusable(folder, reason: "it is not a folder")
      }
      return
    }
    try makeFolder(of: folder, mode: mode)
    guard mkdir(folder, mode) == 0 || errno == EEXIST else {
      throw errno == EROFS || errno == EACCES
        ? .readOnly(folder)
        : errno == ENOSPC
          ? .diskFull(folder) : .unusable(folder, reason: String(cString: strerror(errno)))
    }
    // What others are to enter, they may, whatever the usual mask says.
    if mode != 0o700 { chmod(folder, mode) }
  }

  /// Whether files can be made in the folder of a file.
  static func canWriteFolder(of path: String) -> Bool {
    var folder = path
    repeat {
      folder = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? "."
      if folder.isEmpty { folder = "/" }
    } while access(folder, F_OK) != 0 && folder != "/" && folder != "."
    return access(folder, W_OK) == 0
  }

  /// Whether a file, or where there is none a file of its name, can be written.
  static func canWrite(_ path: String) -> Bool {
    if access(path, W_OK) == 0 { return true }
    return errno == ENOENT && canWriteFolder(of: path)
  }

  /// Has a file, and what SQLite keeps beside it, read and written by its owner alone, or as `mode` says.
  static func protect(_ path: String, mode: mode_t = 0o600) {
    for suffix in ["", "-wal", "-shm"] { chmod(path + suffix, mode) }
  }

  /// Whether a database is known not to be whole; one that cannot be read now is not known to be. Takes time linear in
  /// its size.
  static func isDamaged(_ path: String) -> Bool {
    var configuration = Configuration()
    configuration.readonly = true
    do {
      let verdict = try DatabaseQueue(path: path, configuration: configuration).read {
        try String.fetchOne($0, sql: "PRAGMA quick_check(1)")
      }
      return verdict != "ok"
    } catch {
      if case .damaged = LibraryError(error, path: path) { return true }
      return false
    }
  }

  /// Whether a file is there, and nothing is in it.
  static func isEmpty(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_size == 0
  }

  /// Whether the disk a file is on has no room for it to grow.
  static func isDiskFull(_ path: String) -> Bool {
    var information = statvfs()
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    return statvfs(folder, &information) == 0 && information.f_bavail < 16
  }

  /// Why it cannot even be told whether a file is there; nil where it can.
  static func whatForbids(_ path: String) -> String? {
    access(path, F_OK) != 0 && errno == EACCES ? String(cString: strerror(EACCES)) : nil
  }

  /// Which file a path names now: nil where there is none.
  static func identity(_ path: String) -> Identity? {
    var information = stat()
    guard stat(path, &information) == 0 else { return nil }
    return Identity(device: information.st_dev, node: information.st_ino)
  }

  /// A file, whatever its name.
  struct Identity: Hashable, Sendable { let device: dev_t, node: ino_t }

  /// A name beside a file that no other process uses, where no file is.
  static func draft(of path: String) -> String {
    let draft = "\(path).\(getpid())~"
    remove(draft)
    return draft
  }

  /// Gives a file a name that none has; where one has it by now, that is left.
  static func put(_ file: String, at path: String) {
    // A file system may know no links.
    if link(file, path) != 0, errno != EEXIST, identity(path) == nil { rename(file, path) }
  }

  /// Removes a file, where there is one.
  static func remove(_ path: String) { unlink(path) }

  /// Moves a database and its companions out of the way; returns its new name. Where the path names another
  /// file than `identity`, that has been done before, and the file there now is not to be touched.
  static func setAside(_ path: String, identity: Identity? = nil) throws(LibraryError) -> String {
    var number = 1
    while access("\(path).damaged-\(number)", F_OK) == 0 { number += 1 }
    if let identity, Files.identity(path) != identity { return "\(path).damaged-\(max(1, number - 1))" }
    let aside = "\(path).damaged-\(number)"
    guard rename(path, aside) == 0 else { throw .readOnly(path) }
    for suffix in ["-wal", "-shm"] { rename(path + suffix, aside + suffix) }
    return aside
  }
}

// Writing an article to a file of the reader's: never over another one unasked, and all of it or nothing.

import Foundation
import Glibc
import Reader
import Terminal

struct SavedFile {
  let path: String

  /// The file of a name, in a folder unless the name says where. `~` is the home folder.
  init(_ name: String, in folder: String) {
    path = World.absolute(SavedFile.expanded(name), in: SavedFile.expanded(folder))
  }

  private static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/") else { return path }
    return World.home + path.dropFirst()
  }

  /// Writes the file. False where there is one already that it is not to replace.
  /// - Throws: `Failure` where it cannot be written.
  func write(_ contents: String, replaces: Bool) throws -> Bool {
    var status = stat()
    let isThere = lstat(path, &status) == 0, kind = isThere ? status.st_mode & S_IFMT : 0
    if kind == S_IFDIR {
      throw Failure("\(path) 是文件夹", "\(path) 是資料夾", "\(path) is a folder")
    }
    if isThere, !replaces { return false }
    // What a link leads to is replaced, and not the link.
    if kind == S_IFLNK, let target = realpath(path, nil) {
      defer { free(target) }
      return try SavedFile(String(cString: target), in: "").write(contents, replaces: true)
    }
    guard [0, S_IFREG, S_IFLNK].contains(kind) else { throw failure(EINVAL) }
    // What is half written never stands under the name.
    let draft = path + ".\(getpid())~"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw failure(errno) }
    defer { unlink(draft) }
    // Who may read it stays as it was.
    if kind == S_IFREG { fchmod(file, status.st_mode & 0o777) }
    var reason = writeAll(Array(contents.utf8), to: file) ? 0 : errno
    if close(file) != 0, reason == 0 { reason = errno }
    guard reason == 0 else { throw failure(reason) }
    if !replaces {
      if link(draft, path) == 0 { return true }
      if errno == EEXIST { return false }
      // A stick's file system may know no links.
      guard [EPERM, EOPNOTSUPP, ENOSYS].contains(errno) else { throw failure(errno) }
      if lstat(path, &status) == 0 { return false }
    }
    guard rename(draft, path) == 0 else { throw failure(errno) }
    return true
  }

  private func failure(_ reason: Int32) -> Failure { SavedFile.failure(reason, at: path) }

  /// Why a file could not be written.
  static func failure(_ reason: Int32, at path: String) -> Failure {
    let why = Reasons.wording(ofError: reason)
    return Failure(
      "存不了 \(path)：\(why.simplified)", "存不了 \(path)：\(why.traditional)",
      "\(path) cannot be written: \(why.english)")
  }
}

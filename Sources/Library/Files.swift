// The files themselves: folders only their owner may enter, and a damaged cache set aside.

import Glibc

enum Files {
  /// Makes the folder of a file, and those above it, for the owner alone.
  static func makeFolder(of path: String) throws(LibraryError) {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    let folder = String(path[..<slash])
    var information = stat()
    if stat(folder, &information) == 0 {
      guard information.st_mode & S_IFMT == S_IFDIR else {
        throw .unusable(folder, reason: "it is not a folder")
      }
      return
    }
    try makeFolder(of: folder)
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw errno == EROFS || errno == EACCES
        ? .readOnly(folder)
        : errno == ENOSPC
          ? .diskFull(folder) : .unusable(folder, reason: String(cString: strerror(errno)))
    }
  }

  /// Whether files can be made in the folder of a file.
  static func canWriteFolder(of path: String) -> Bool {
    access(path.lastIndex(of: "/").map { String(path[...$0]) } ?? ".", W_OK) == 0
  }

  /// Has files, and what SQLite keeps beside them, read and written by their owner alone.
  static func protect(_ paths: [String]) {
    for path in paths {
      for suffix in ["", "-wal", "-shm"] { chmod(path + suffix, 0o600) }
    }
  }

  /// Moves a database and its companions out of the way; returns its new name.
  static func setAside(_ path: String) throws(LibraryError) -> String {
    var number = 1
    while access("\(path).damaged-\(number)", F_OK) == 0 { number += 1 }
    let aside = "\(path).damaged-\(number)"
    guard rename(path, aside) == 0 else { throw .readOnly(path) }
    for suffix in ["-wal", "-shm"] { rename(path + suffix, aside + suffix) }
    return aside
  }
}

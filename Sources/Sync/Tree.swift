// Where a source's files come from: the seam that every transport implements. A tree says what it holds
// now, with a version of each file, and delivers the bytes of those asked for.

import Articles
import Glibc
import Parsing

/// One file of a tree. Size and time of change are its version.
package struct TreeFile: Hashable, Sendable {
  /// The path from the tree's root, `/` between components.
  package var path: String
  /// Bytes; time of the last change in nanoseconds since 1970.
  package var size: Int64, modified: Int64

  /// A file: its path from the tree's root, bytes, and time of change in nanoseconds.
  package init(path: String, size: Int64, modified: Int64) {
    (self.path, self.size, self.modified) = (path, size, modified)
  }
}

/// A mirror's tree, wherever it is.
package protocol Tree: Sendable {
  /// The pages it holds now, and a note about each file that had to be left out.
  /// - Throws: `SyncError.unreadable`, `.noMirror`.
  func files() throws -> (files: [TreeFile], notes: [SyncNote])
  /// The bytes of one of them.
  /// - Throws: `SyncError.unreadable`.
  func bytes(of file: TreeFile) throws -> [UInt8]
}

/// A tree held in memory: the sample newspaper.
package struct EmbeddedTree: Tree {
  private let contents: [String: [UInt8]]

  /// A tree of files by their paths.
  package init(_ contents: [String: [UInt8]]) { self.contents = contents }

  package func files() -> (files: [TreeFile], notes: [SyncNote]) {
    let pages = contents.keys.sorted().filter { pageKind(ofPath: $0) != nil }
    return (pages.map { TreeFile(path: $0, size: Int64(contents[$0]?.count ?? 0), modified: 0) }, [])
  }

  package func bytes(of file: TreeFile) throws -> [UInt8] {
    guard let bytes = contents[file.path] else {
      throw SyncError.unreadable(file.path, reason: "no such file")
    }
    return bytes
  }
}

/// A folder of this machine. No link is followed, no device opened, nothing outside read.
package struct DirectoryTree: Tree {
  private let root: String

  /// The folder at a path.
  /// - Throws: `SyncError.unknownAddress` when there is no folder.
  package init(path: String) throws(SyncError) {
    guard let real = realpath(path, nil) else { throw .unknownAddress(cleanLine(path)) }
    root = String(cString: real)
    free(real)
    var information = stat()
    guard stat(root, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else {
      throw .unknownAddress(cleanLine(path))
    }
  }

  /// The folder's own path, without links or dots.
  package var path: String { root }

  package func files() throws -> (files: [TreeFile], notes: [SyncNote]) {
    var walk = Walk(root: root)
    try walk.enter("", depth: 0)
    guard !walk.files.isEmpty else { throw SyncError.noMirror(cleanLine(root)) }
    return (walk.files.sorted { $0.path < $1.path }, walk.notes)
  }

  package func bytes(of file: TreeFile) throws -> [UInt8] {
    let descriptor = try open(file)
    defer { close(descriptor) }
    let most = largestPage + 1
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < most {
      let count = read(descriptor, &buffer, min(buffer.count, most - bytes.count))
      guard count >= 0 else {
        throw SyncError.unreadable(file.path, reason: String(cString: strerror(errno)))
      }
      if count == 0 { break }
      bytes += buffer.prefix(count)
    }
    return bytes
  }
}

extension DirectoryTree {
  /// Opens a file of the tree, folder by folder: one that has become a link since it was listed leads nowhere.
  private func open(_ file: TreeFile) throws -> Int32 {
    let components = file.path.split(separator: "/").map(String.init)
    var folder = Glibc.open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    for component in components.dropLast() where folder >= 0 {
      let inner = openat(folder, component, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      close(folder)
      folder = inner
    }
    defer { if folder >= 0 { close(folder) } }
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let descriptor = folder < 0 ? -1 : openat(folder, components.last ?? "", flags)
    guard descriptor >= 0 else {
      throw SyncError.unreadable(file.path, reason: String(cString: strerror(errno)))
    }
    return descriptor
  }
}

/// A walk through a folder.
private struct Walk {
  let root: String
  var files: [TreeFile] = []
  var notes: [SyncNote] = []

  /// Folders within folders that are entered; mirrors have two.
  private static let deepest = 8

  mutating func enter(_ folder: String, depth: Int) throws {
    let path = folder.isEmpty ? root : root + "/" + folder
    guard let directory = opendir(path) else {
      let reason = String(cString: strerror(errno))
      if folder.isEmpty { throw SyncError.unreadable(cleanLine(root), reason: reason) }
      notes.append(SyncNote(folder, .unreadable(reason: reason)))
      return
    }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let bytes = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: UInt8.self, capacity: 256) {
          Array(UnsafeBufferPointer(start: $0, count: strlen($0)))
        }
      }
      try visit(bytes, in: folder, depth: depth)
    }
  }

  private mutating func visit(_ bytes: [UInt8], in folder: String, depth: Int) throws {
    guard let name = String(validating: bytes, as: UTF8.self), cleanLine(name) == name else {
      let name = String(decoding: bytes, as: UTF8.self)
      notes.append(SyncNote(folder.isEmpty ? name : folder + "/" + name, .name))
      return
    }
    guard !name.hasPrefix(".") else { return }
    let path = folder.isEmpty ? name : folder + "/" + name
    var information = stat()
    guard lstat(root + "/" + path, &information) == 0 else { return }
    switch information.st_mode & S_IFMT {
    case S_IFDIR where depth < Walk.deepest: try enter(path, depth: depth + 1)
    case S_IFDIR: notes.append(SyncNote(path, .tooDeep))
    case S_IFREG where pageKind(ofPath: path) != nil:
      let time = information.st_mtim
      files.append(
        TreeFile(
          path: path, size: Int64(information.st_size),
          modified: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)))
    default: break
    }
  }
}

// A folder as a source.

import Articles
import Glibc
import Parsing

/// A folder of this machine. No link is followed, no device opened, nothing outside read.
package struct DirectoryTree: Tree {
  private let root: String

  /// The folder at a path.
  /// - Throws: `SyncError.unreadable` when there is no folder, `.unknownAddress` when it is no path of one.
  package init(path: String) throws(SyncError) {
    guard let real = realpath(path, nil) else {
      // A folder that is away for now, as one on a stick is.
      throw path.hasPrefix("/")
        ? .unreadable(shownAddress(path), reason: String(cString: strerror(errno)))
        : .unknownAddress(shownAddress(path))
    }
    root = String(cString: real)
    free(real)
    var information = stat()
    guard stat(root, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else {
      throw .unknownAddress(shownAddress(path))
    }
  }

  /// The folder's own path, without links or dots.
  package var path: String { root }

  package var isAtHand: Bool { true }
  package var traffic: Int { 0 }

  package func listing(since tip: String?) throws -> TreeListing {
    var walk = Walk(root: root)
    try walk.enter("", depth: 0)
    guard !walk.files.isEmpty else { throw SyncError.noMirror(cleanLine(root)) }
    return TreeListing(.whole, walk.files, notes: walk.notes)
  }

  package func deliver(_ wanted: [Wanted], to take: @escaping @Sendable (Delivery) async throws -> Void)
    async throws
  {
    try await forEach(of: wanted, width: 4) { file in try await take(Delivery(file.path, read(file.path))) }
  }

  private func read(_ path: String) -> Delivery.Outcome {
    do {
      let (bytes, version) = try contents(path)
      guard bytes.count <= largestPage else { return .failed(.tooLarge(path, limit: largestPage)) }
      return .content(bytes, version: version)
    } catch let error as SyncError {
      return .failed(error)
    } catch {
      return .failed(.unreadable(path, reason: "\(error)"))
    }
  }

  /// A file's bytes, one more than a page may have at most, and its version.
  private func contents(_ path: String) throws -> ([UInt8], String) {
    let descriptor = try open(path)
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
      throw SyncError.unreadable(path, reason: "it is no file any more")
    }
    let most = largestPage + 1
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: max(4096, min(65_536, Int(information.st_size)) + 1))
    while bytes.count < most {
      let count = Glibc.read(descriptor, &buffer, min(buffer.count, most - bytes.count))
      guard count >= 0 else {
        throw SyncError.unreadable(path, reason: String(cString: strerror(errno)))
      }
      if count == 0 { break }
      bytes += buffer.prefix(count)
    }
    return (bytes, information.version)
  }
}

extension DirectoryTree {
  /// Opens a file of the tree, folder by folder: one that has become a link since it was listed leads nowhere.
  private func open(_ path: String) throws -> Int32 {
    let components = path.split(separator: "/").map(String.init)
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
      throw SyncError.unreadable(path, reason: String(cString: strerror(errno)))
    }
    return descriptor
  }
}

/// A walk through a folder.
private struct Walk {
  let root: String
  var files: [TreeFile] = []
  var notes: [SyncNote] = []

  mutating func enter(_ folder: String, depth: Int) throws {
    let path = folder.isEmpty ? root : root + "/" + folder
    guard let directory = opendir(path) else {
      let reason = String(cString: strerror(errno))
      if folder.isEmpty { throw SyncError.unreadable(cleanLine(root), reason: reason) }
      note(SyncNote(folder, .source(.unreadable(folder, reason: reason))))
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

  private mutating func note(_ note: SyncNote) {
    if notes.count < mostPathNotes { notes.append(note) }
  }

  private mutating func visit(_ bytes: [UInt8], in folder: String, depth: Int) throws {
    guard let name = String(validating: bytes, as: UTF8.self), cleanLine(name) == name else {
      let name = String(decoding: bytes, as: UTF8.self)
      note(SyncNote(folder.isEmpty ? name : folder + "/" + name, .name))
      return
    }
    guard !name.hasPrefix(".") else { return }
    let path = folder.isEmpty ? name : folder + "/" + name
    var information = stat()
    guard lstat(root + "/" + path, &information) == 0 else { return }
    switch information.st_mode & S_IFMT {
    case S_IFDIR where depth < deepestFolder: try enter(path, depth: depth + 1)
    case S_IFDIR: note(SyncNote(path, .tooDeep))
    case S_IFREG where pageKind(ofPath: path) != nil:
      files.append(TreeFile(path: path, version: information.version))
    default: break
    }
  }
}

/// What tells a file's content from an earlier one without reading it.
/// - Throws: `SyncError.unreadable`.
func fileVersion(_ path: String) throws(SyncError) -> String {
  var information = stat()
  guard stat(path, &information) == 0 else {
    throw .unreadable(cleanLine(path), reason: String(cString: strerror(errno)))
  }
  return information.version
}

extension stat {
  /// A file's size and time of change: what tells its content from an earlier one without reading it.
  fileprivate var version: String { "\(st_size) \(st_mtim.tv_sec).\(st_mtim.tv_nsec)" }
}

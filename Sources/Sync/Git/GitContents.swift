// Contents out of a repository, streamed by `git cat-file --batch`.

import Library
import Parsing

struct GitContents: Sendable {
  let git: Git

  /// Delivers files by their contents' identities.
  /// - Throws: `SyncError.git` where one is not here, what `take` throws, `CancellationError`.
  func deliver(
    _ files: [(path: String, content: ContentID)],
    to take: @escaping @Sendable (Delivery) async throws -> Void
  ) async throws {
    let asked = files.map { $0.content.hexadecimal + "\n" }.joined()
    let paths = files.map(\.path)
    let (ending, _) = try await git.run(["cat-file", "--batch", "--buffer"], input: Array(asked.utf8)) {
      pieces in
      var reader = Reader(paths: paths)
      try await handOn(to: take) { hand in
        for try await piece in pieces {
          for delivery in try reader.read(piece) { try await hand(delivery) }
        }
      }
    }
    guard ending.isSuccess else { throw SyncError.git(cleanLine(ending.messages.last ?? "cat-file")) }
  }
}

/// Takes apart what `cat-file --batch` writes: `id type size`, the bytes, a line feed; or `id missing`, where a pack
/// that should have it is damaged.
private struct Reader {
  /// Those that are still to come.
  private var paths: ArraySlice<String>
  private var buffer: [UInt8] = []
  /// Of the content that is being read: bytes to come, its line feed included, and whether it is kept.
  private var left = 0
  private var isKept = false
  /// Whether it is a file's.
  private var isBlob = true

  init(paths: [String]) { self.paths = paths[...] }

  /// The files that end in a piece.
  mutating func read(_ piece: [UInt8]) throws(SyncError) -> [Delivery] {
    var rest = piece[...]
    var files: [Delivery] = []
    while !rest.isEmpty {
      if left == 0 {
        try readHead(&rest)
      } else if let outcome = readContent(&rest), let path = paths.popFirst() {
        files.append(Delivery(path, outcome))
      }
    }
    return files
  }

  private mutating func readHead(_ rest: inout ArraySlice<UInt8>) throws(SyncError) {
    let part = rest.prefix { $0 != 10 }
    buffer += part
    rest = rest.dropFirst(part.count)
    guard rest.popFirst() != nil else { return }
    let words = buffer.split(separator: 32)
    guard words.count == 3, let size = Int(String(decoding: words[2], as: UTF8.self)) else {
      throw .git(cleanLine(String(decoding: buffer, as: UTF8.self)))
    }
    buffer = []
    // A tree may call a folder, or a commit, a file.
    isBlob = words[1].elementsEqual("blob".utf8)
    isKept = isBlob && size <= largestPage
    left = size + 1
    if isKept { buffer.reserveCapacity(left) }
  }

  private mutating func readContent(_ rest: inout ArraySlice<UInt8>) -> Delivery.Outcome? {
    let part = rest.prefix(left)
    if isKept { buffer += part }
    left -= part.count
    rest = rest.dropFirst(part.count)
    guard left == 0, let path = paths.first else { return nil }
    guard isBlob else { return .failed(.unreadable(cleanLine(path), reason: "it is no file")) }
    guard isKept else { return .failed(.tooLarge(path, limit: largestPage)) }
    buffer.removeLast()
    defer { buffer = [] }
    return .content(buffer, version: "")
  }
}

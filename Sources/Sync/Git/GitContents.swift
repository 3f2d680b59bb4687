// Contents out of a repository, streamed by `git cat-file --batch`.

import Library
import Parsing

struct GitContents: Sendable {
  let git: Git

  /// Delivers files by their contents' identities; those that are not here are missing.
  func deliver(
    _ files: [(path: String, content: ContentID)],
    to take: @escaping @Sendable (Delivery) async throws -> Void
  ) async throws {
    let asked = files.map { $0.content.hexadecimal + "\n" }.joined()
    let paths = files.map(\.path)
    let bunch = Bunch(to: take)
    let reader = Reader(paths: paths, bunch: bunch)
    let ending = try await git.run(
      ["cat-file", "--batch"], input: Array(asked.utf8), take: { try await reader.add($0) })
    guard ending.isSuccess else { throw SyncError.git(cleanLine(ending.messages.last ?? "cat-file")) }
    try await bunch.flush()
  }
}

/// Takes apart what `cat-file --batch` writes: `id type size`, the bytes, a line feed; or `id missing`.
private actor Reader {
  private let paths: [String]
  private let bunch: Bunch
  private var next = 0
  private var buffer: [UInt8] = []
  /// Of the content that is being read: bytes to come, its line feed included, and whether it is kept.
  private var left = 0
  private var isKept = false
  /// Whether it is a file's.
  private var isBlob = true

  init(paths: [String], bunch: Bunch) { (self.paths, self.bunch) = (paths, bunch) }

  func add(_ piece: [UInt8]) async throws {
    var rest = piece[...]
    while !rest.isEmpty {
      if left > 0 {
        let part = rest.prefix(left)
        if isKept { buffer += part }
        left -= part.count
        rest = rest.dropFirst(part.count)
        if left == 0 { try await endContent() }
      } else {
        let end = rest.firstIndex(of: 10)
        buffer += rest[..<(end ?? rest.endIndex)]
        rest = end.map { rest[($0 + 1)...] } ?? []
        if end != nil { try await readHead() }
      }
    }
  }

  private func readHead() async throws {
    let words = buffer.split(separator: 32)
    buffer = []
    guard words.count == 3, let size = Int(String(decoding: words[2], as: UTF8.self)) else {
      return try await end(.missing)
    }
    // A tree may call a folder, or a commit, a file.
    isBlob = words[1].elementsEqual("blob".utf8)
    isKept = isBlob && size <= largestPage
    left = size + 1
    if isKept { buffer.reserveCapacity(size + 1) }
  }

  private func endContent() async throws {
    let bytes = buffer
    buffer = []
    guard next < paths.count else { return }
    try await end(
      isKept
        ? .content(Array(bytes.dropLast()), version: "")
        : .failed(
          isBlob
            ? .tooLarge(paths[next], limit: largestPage)
            : .unreadable(cleanLine(paths[next]), reason: "it is no file"))
    )
  }

  private func end(_ outcome: Delivery.Outcome) async throws {
    guard next < paths.count else { return }
    let path = paths[next]
    next += 1
    try await bunch.add(Delivery(path, outcome))
  }
}

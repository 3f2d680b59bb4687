// A tar of a tree as a source: news that came on a stick.

import Library
import Parsing

/// A tar (plain, or compressed by gzip, zstd, xz or bzip2) of a tree. It was read to its end, and found sound, before
/// anything in it is believed; what it holds is never written anywhere by its name.
package struct ArchiveTree: Tree {
  private let path: String
  /// The folder all entries are in, as git hosts pack them, with its `/`; empty where there is none.
  private let top: String
  private let files: [TreeFile]
  private let notes: [SyncNote]

  /// The tar at a path, read once.
  /// - Throws: `SyncError.unreadable`; `.damagedFile` for one that is damaged, cut short, unpacks to more than a mirror
  ///   holds, or is not what its `MANIFEST` says; `.noMirror`.
  package init(path: String) throws(SyncError) {
    self.path = path
    let reader = try TarReader(path: path)
    var survey = Survey()
    while let entry = try reader.next() { try survey.take(entry, from: reader) }
    top = survey.top
    files = survey.files
    notes = survey.notes
    if let problem = survey.contradiction { throw .damagedFile(cleanLine(path), reason: problem) }
    guard !files.isEmpty else { throw .noMirror(cleanLine(path)) }
  }

  package var isAtHand: Bool { true }
  package var traffic: Int { 0 }

  package func listing(since tip: String?) -> TreeListing { TreeListing(.whole, files, notes: notes) }

  /// Delivers in the order of the tar: each call reads it from its beginning.
  package func deliver(_ wanted: [Wanted], to take: @escaping @Sendable (Delivery) async throws -> Void)
    async throws
  {
    guard !wanted.isEmpty else { return }
    var left = Set(wanted.map(\.path))
    let reader = try TarReader(path: path)
    try await handOn(to: take) { hand in
      while !left.isEmpty, let entry = try reader.next() {
        try Task.checkCancellation()
        guard let name = entry.path, name.hasPrefix(top),
          left.remove(String(name.dropFirst(top.count))) != nil
        else { continue }
        let path = String(name.dropFirst(top.count))
        let content = try reader.content(limit: largestPage)
        try await hand(
          Delivery(
            path,
            content.map { .content($0, version: "") } ?? .failed(.tooLarge(path, limit: largestPage))))
      }
      for path in left { try await hand(Delivery(path, .missing)) }
    }
  }
}

/// What a first reading finds.
private struct Survey {
  private var found: [String: ContentID?] = [:]
  private var noted: [SyncNote] = []
  private var tops = Set<Substring>()
  private var manifest: [UInt8]?
  private var hasRootFile = false

  private static let largestManifest = 64 * 1_048_576

  /// The one folder that everything is in.
  var top: String {
    guard !hasRootFile, tops.count == 1, let only = tops.first, only != "indexes", only != "pages" else {
      return ""
    }
    return only + "/"
  }

  mutating func take(_ entry: TarEntry, from reader: TarReader) throws(SyncError) {
    guard entry.kind != .folder else { return }
    guard entry.kind == .file, let path = entry.path else {
      let name = String(decoding: entry.name, as: UTF8.self)
      if noted.count < mostPathNotes { noted.append(SyncNote(name, .name)) }
      return
    }
    let parts = path.split(separator: "/", maxSplits: 1)
    if parts.count == 1 { hasRootFile = true } else { tops.insert(parts[0]) }
    let isManifest = parts.last.map { $0 == Manifest.name[...] } ?? false
    let content = try reader.content(limit: isManifest ? Survey.largestManifest : largestPage)
    if isManifest { manifest = content }
    // The first of a name counts, as it is the one that is delivered.
    if found[path] == nil { found[path] = .some(content.map { ContentID(of: $0) }) }
  }

  private func inTree(_ path: String) -> String? {
    path.hasPrefix(top) ? String(path.dropFirst(top.count)) : nil
  }

  var files: [TreeFile] {
    found.compactMap { path, content in
      guard let path = inTree(path), isListed(path) else { return nil }
      return TreeFile(path: path, content: content)
    }.sorted { $0.path < $1.path }
  }

  var notes: [SyncNote] { noted }

  /// What is not as the manifest says; nil where there is no manifest, or all is.
  var contradiction: String? {
    guard let manifest = manifest.flatMap(Manifest.init) else { return nil }
    guard manifest.isWhole else { return "its \(Manifest.name) is not as it was" }
    for (path, content) in manifest.contents {
      guard let here = found[top + path], here == content else {
        return "\(cleanLine(path)) is not as it was"
      }
    }
    return nil
  }
}

extension TarEntry {
  /// The path, `./` before it taken off; nil for a name that is not sound.
  fileprivate var path: String? {
    let bare = name.starts(with: Array("./".utf8)) ? Array(name.dropFirst(2)) : name
    return String(validating: bare, as: UTF8.self).flatMap { isSound($0) ? $0 : nil }
  }
}

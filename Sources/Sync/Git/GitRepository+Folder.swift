// The folder of a repository: made, mended and kept small.

import Foundation
import Library
import Parsing

extension GitRepository {
  /// Makes the folder ready; the commit that was fetched last, nil when the repository is new.
  func prepare() async throws -> String? {
    here = nil
    guard FileManager.default.fileExists(atPath: folder + "/HEAD") else {
      try await create()
      return nil
    }
    removeLeftovers()
    let (ending, bytes) = try await local.output(["rev-parse", "-q", "--verify", GitRepository.reference])
    if !ending.isSuccess, !ending.messages.isEmpty {
      // It is no repository any more.
      try await create()
      return nil
    }
    if packs.count > GitRepository.mostPacks, !bytes.isEmpty {
      do {
        try await makeSmall()
      } catch SyncError.git {
        try await create()
        return nil
      }
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  /// Makes an empty repository, in place of any other.
  func create() async throws {
    try? FileManager.default.removeItem(atPath: folder)
    try initialise(folder)
    here = []
  }

  /// Makes what a repository is at least (https://git-scm.com/docs/gitrepository-layout), of the kind that every git reads,
  /// whatever a new one makes by itself.
  func initialise(_ path: String) throws {
    do {
      for folder in ["objects", "refs"] {
        try FileManager.default.createDirectory(
          atPath: "\(path)/\(folder)", withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
      }
      for (file, text) in [
        ("config", "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"),
        ("HEAD", "ref: refs/heads/kanbao\n"),
      ] {
        try text.write(toFile: "\(path)/\(file)", atomically: false, encoding: .utf8)
      }
    } catch {
      throw SyncError.unreadable(cleanLine(path), reason: error.localizedDescription)
    }
  }

  /// What a git that was killed leaves lying: its locks, files it had not finished, packs it was to keep for itself; and
  /// what was to take the folder's place. Only one process syncs a library.
  func removeLeftovers() {
    try? FileManager.default.removeItem(atPath: aside)
    for place in ["", "/refs/kanbao", "/objects/pack"] {
      for name in names(in: place)
      where name == "gc.pid" || [".lock", ".keep"].contains(where: name.hasSuffix)
        || ["tmp_", ".tmp-"].contains(where: name.hasPrefix)
      {
        try? FileManager.default.removeItem(atPath: "\(folder)\(place)/\(name)")
      }
    }
  }

  private func names(in place: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder + place)) ?? []
  }

  private var packs: [String] { names(in: "/objects/pack").filter { $0.hasSuffix(".pack") } }

  /// Whether what went wrong comes from what is in the folder, and not from the server or the way to it, which git often
  /// says in the same words: the last commit is looked for with its folders, and every pack is read.
  func isDamaged(after error: SyncError) async throws -> Bool {
    guard case .git = error else { return false }
    let checks = [
      ["rev-list", "--quiet", "--objects", "--filter=blob:none", GitRepository.reference],
      ["verify-pack"] + packs.map { "\(folder)/objects/pack/\($0)" },
    ]
    for check in checks where check.count > 1 {
      if try await !local.output(check).ending.isSuccess { return true }
    }
    return false
  }

  private var aside: String { folder + ".new" }

  /// Keeps of the repository what the next fetch builds on: the last commit and its folders. The contents are in the
  /// library. Where the server sends all contents, it takes them for known: they stay.
  func makeSmall() async throws {
    guard way == .pages else {
      var git = local
      git.configuration = [("gc.pruneExpire", "now"), ("gc.reflogExpire", "now")]
      _ = try await git.output(["gc", "--quiet"])
      return
    }
    try initialise(aside)
    var git = Git(folder: aside)
    git.configuration =
      [
        ("remote.origin.url", folder),
        ("remote.origin.uploadpack", "git -c uploadpack.allowFilter=true upload-pack"),
      ] + filtered
    let name = GitRepository.reference
    let ending = try await git.run([
      "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--depth=1", "--filter=blob:none", "origin",
      "+\(name):\(name)",
    ])
    guard ending.isSuccess else { throw failure(ending).error }
    if isCrowded { setCrowded(in: aside) }
    try? FileManager.default.removeItem(atPath: folder)
    guard rename(aside, folder) == 0 else {
      throw SyncError.unreadable(cleanLine(folder), reason: String(cString: strerror(errno)))
    }
  }

  /// The history ends at the tip. Every end that ever was would be told the server at every fetch, 52 bytes each.
  func forgetOldEnds(before tip: String) {
    let file = folder + "/shallow", end = tip + "\n"
    guard let ends = try? String(contentsOfFile: file, encoding: .utf8), ends != end else { return }
    try? end.write(toFile: file, atomically: true, encoding: .utf8)
  }

  /// The bytes in the folder of objects.
  var diskUse: Int {
    let objects = URL(filePath: folder + "/objects")
    let files = FileManager.default.enumerator(at: objects, includingPropertiesForKeys: [.fileSizeKey])
    return (files?.allObjects ?? []).reduce(0) { total, file in
      total + (((file as? URL).flatMap { try? $0.resourceValues(forKeys: [.fileSizeKey]).fileSize }) ?? 0)
    }
  }

  /// The way this server is known to allow, kept in the folder.
  var way: Way {
    if address.isFile { return .history }
    let word = try? String(contentsOfFile: folder + "/kanbao-way", encoding: .utf8)
    return word.flatMap(Way.init) ?? .pages
  }

  /// - Throws: `SyncError.unreadable` where it cannot be kept: it would be asked for in the way that fails, again and again.
  func set(_ way: Way) throws {
    do {
      try way.rawValue.write(toFile: folder + "/kanbao-way", atomically: true, encoding: .utf8)
    } catch {
      throw SyncError.unreadable(cleanLine(folder), reason: String(cString: strerror(errno)))
    }
  }
}

// MARK: Servers with many names

extension GitRepository {
  /// Whether the server has so many names that a list of them costs more than a request; kept in the folder.
  var isCrowded: Bool { FileManager.default.fileExists(atPath: folder + "/kanbao-crowded") }

  func setCrowded(in folder: String) {
    _ = FileManager.default.createFile(atPath: folder + "/kanbao-crowded", contents: nil)
  }
}

// Whether a mirror's history goes on, or was made anew: nothing is lost by it, for only trees are compared; but it is said.

import Library

extension GitRepository {
  /// What a commit says of itself.
  private struct Commit {
    var parents: Set<String> = []
    /// When it was made, in seconds since 1970.
    var time = 0

    /// Reads `parent …` and `committer … SECONDS ZONE` of a commit's head.
    init(_ bytes: some Sequence<UInt8>) {
      for line in String(decoding: Array(bytes), as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      {
        if line.isEmpty { break }
        let words = line.split(separator: " ")
        if words.first == "parent", words.count == 2 { parents.insert(String(words[1])) }
        if words.first == "committer" { time = words.dropLast().last.flatMap { Int($0) } ?? 0 }
      }
    }
  }

  /// Whether the commit that is there now does not follow the one that was there before. Where the commits between them
  /// are not here, that is known only of one without parents, one beside the old one, and one made before it.
  func isRewritten(from held: String, to tip: String) async throws -> Bool {
    guard held != tip, let old = try await commit(held), let new = try await commit(tip),
      !new.parents.contains(held)
    else { return false }
    guard way != .history else {
      // Status 1, without a word, where it is no ancestor; anything else, with one, where that cannot be told.
      let (ending, _) = try await local.output(["merge-base", "--is-ancestor", held, tip])
      return !ending.isSuccess && ending.messages.isEmpty
    }
    return new.parents.isEmpty || !new.parents.isDisjoint(with: old.parents) || new.time < old.time
  }

  private func commit(_ id: String) async throws -> Commit? {
    let (ending, bytes) = try await local.output(["cat-file", "commit", id])
    return ending.isSuccess ? Commit(bytes) : nil
  }
}

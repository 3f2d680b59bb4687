// What a server holds, asked without fetching anything: most of the time nothing is new.

import Library

extension GitRepository {
  /// Finds out whether the server answers within some seconds, and has a commit that is current. Nothing is made here.
  func reach(seconds: Int) async throws { try await following { _ = try await askHead(seconds: seconds) } }

  /// Whether another commit is current there by now.
  func hasMoved(from tip: String) async throws -> Bool {
    meter.add(costOfAsking)
    return try await !askHead(seconds: patience).hasPrefix(tip)
  }

  /// The line that names the current commit.
  private func askHead(seconds: Int) async throws -> String {
    var git = remote
    git.patience = seconds
    git.variables.merge(try await sshVariables) { $1 }
    let (ending, bytes) = try await git.output(["ls-remote", "origin", "HEAD"])
    guard ending.isSuccess else {
      throw GitFailure(address: address, ending: ending, patience: seconds, hadBegun: false).error
    }
    if bytes.isEmpty { throw SyncError.noMirror(address.shown) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What a run of git that asks the server costs besides what it brings, of which git says nothing: its own words, and
  /// where they are encrypted the handshake with the certificates, about (0.9 to 1.6 kB, and 1.3 kB and the certificates).
  var costOfAsking: Int { address.isEncrypted ? 4000 : 1000 }

  /// Names from which on a server is not asked for all of them again, about 20 kB.
  private static let mostNames = 300
  /// The most bytes of names that are read.
  private static let mostNameBytes = 4 * 1_048_576

  /// The commit that is current there, in one request: by git's old protocol the first answer names it, and all
  /// other names with it (https://git-scm.com/docs/pack-protocol). Nil where that is no cheaper than a fetch, which
  /// over ssh and git's own protocol has but one connection to make, or where nothing is current.
  var offeredTip: String? {
    get async throws {
      guard address.isWeb || address.path != nil, !isCrowded else { return nil }
      var git = remote
      git.configuration.append(("protocol.version", "0"))
      let ending: Git.Ending, bytes: [UInt8]
      do {
        (ending, bytes) = try await git.output(["ls-remote", "origin"], limit: GitRepository.mostNameBytes)
      } catch SyncError.tooLarge {
        meter.add(costOfAsking + GitRepository.mostNameBytes)
        setCrowded(in: folder)
        return nil
      }
      guard ending.isSuccess else { throw failure(ending).error }
      meter.add(costOfAsking + bytes.count)
      let lines = bytes.split(separator: 10)
      if lines.count > GitRepository.mostNames { setCrowded(in: folder) }
      guard let line = lines.first(where: { $0.hasSuffix("\tHEAD") }),
        ContentID(hexadecimal: line.dropLast(5)) != nil
      else { return nil }
      return String(decoding: line.dropLast(5), as: UTF8.self)
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}

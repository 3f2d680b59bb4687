// What tests of trees on the web share: asking for files, and what came of them in a form to compare.

import Foundation
import Parsing
import Sync
import Synchronization
import TestSupport
import Testing

/// What came of a file, to compare.
enum Came: Equatable {
  case content(String)
  case unchanged, missing
  case failed(SyncError)

  init(_ outcome: Delivery.Outcome) {
    switch outcome {
    case .content(let bytes, _): self = .content(String(decoding: bytes, as: UTF8.self))
    case .unchanged: self = .unchanged
    case .missing: self = .missing
    case .failed(let error), .failedAmongOthers(let error): self = .failed(error)
    }
  }
}

/// A page, as mirrors have them.
let page = "### 茶馆的早晨\n------\n\n<div>\n<p>龙井。</p>\n</div>\n"

/// A name that is none: its first part is too long to be asked for, so no question leaves this machine.
let nowhere = String(repeating: "x", count: 64) + ".invalid"

/// The settings of a source that goes straight to the server.
func direct(_ change: (inout SourceSettings) -> Void = { _ in }) -> SourceSettings {
  var settings = SourceSettings()
  settings.proxy = .none
  change(&settings)
  return settings
}

/// Patience, with some of it changed.
func patience(_ change: (inout Patience) -> Void) -> Patience {
  var patience = Patience()
  change(&patience)
  return patience
}

/// A client that waits for a busy machine.
func unhurried() -> HTTPClient { HTTPClient(patience: patience { $0.connection = .seconds(300) }) }

/// A tree at an address.
func tree(
  _ address: String, _ settings: SourceSettings = direct(), client: HTTPClient = unhurried()
) throws -> HTTPTree {
  try HTTPTree(address: address, settings: settings, client: client)
}

extension HTTPTree {
  /// Asks for files; what came, by their paths.
  func outcomes(_ wanted: [Wanted]) async throws -> [String: Delivery.Outcome] {
    let came = Mutex<[String: Delivery.Outcome]>([:])
    try await deliver(wanted) { delivery in came.withLock { $0[delivery.path] = delivery.outcome } }
    return came.withLock { $0 }
  }

  /// Asks for a file; what came.
  func get(_ path: String, unless version: String? = nil) async throws -> Came {
    Came(try #require(try await outcomes([Wanted(path, unless: version)])[path]))
  }

  /// The version that comes with a file.
  func version(_ path: String) async throws -> String {
    guard case .content(_, let version)? = try await outcomes([Wanted(path)])[path] else {
      throw SyncError.noMirror(path)
    }
    return version
  }

  /// Why a file does not come.
  func failure(_ path: String = "pages/a.md") async throws -> SyncError? {
    do {
      guard case .failed(let error) = try await get(path) else { return nil }
      return error
    } catch let error as SyncError {
      return error
    }
  }
}

/// What a command makes of bytes.
func filtered(_ command: [String], _ bytes: [UInt8]) throws -> [UInt8] {
  let scratch = Scratch(), file = scratch.path + "/in"
  try Data(bytes).write(to: URL(filePath: file))
  let child = try Child(command + [file], output: scratch.path + "/out")
  #expect(child.wait() == 0)
  return Array(try Data(contentsOf: URL(filePath: scratch.path + "/out")))
}

// A git repository as a source, at any address git takes: fetched without its history and, where the server lets one
// choose, without the contents; then only those of the pages that are wanted.

import Library
import Parsing
import Synchronization

/// A git repository. What is fetched of it is kept in a bare repository of its own, which is nothing but a cache: a
/// damaged one is made anew. Nothing is ever checked out.
///
/// Of the settings, git knows no DNS over HTTPS and no speed limit, and its proxy, user agent and headers are for
/// http and https only.
package struct GitTree: Tree {
  private let repository: GitRepository
  private let meter: ByteMeter
  private let isHere: Bool

  /// The repository at an address (https, http, ssh, git, file, `host:folder`, a path), kept in a folder, which is
  /// made when it is missing; it must not be used for anything else. Nothing is asked of the server yet.
  ///
  /// A server that is silent for `patience` seconds is given up. Where a web server says that the repository is
  /// elsewhere now, `moved` finds out where.
  /// - Throws: `SyncError.unknownAddress` when git is not to be asked about such an address.
  package init(
    address: String, settings: SourceSettings, folder: String, patience: Int = 60,
    moved: (@Sendable () async throws -> String)? = nil
  ) throws(SyncError) {
    let address = try GitAddress(address)
    let meter = ByteMeter()
    repository = GitRepository(
      address: address, settings: settings, folder: folder, patience: patience, meter: meter, moved: moved)
    self.meter = meter
    isHere = address.path != nil
  }

  private init(_ repository: GitRepository, meter: ByteMeter, isHere: Bool) {
    (self.repository, self.meter, self.isHere) = (repository, meter, isHere)
  }

  package func hastened() -> any Tree { GitTree(repository.hastened, meter: meter, isHere: isHere) }

  package var isAtHand: Bool { isHere }

  /// The bytes of packs, as git's own reports of progress give them (within one in a hundred), 50 for each content asked
  /// for, and what it costs to ask, about: git does not say it.
  package var traffic: Int { isHere ? 0 : meter.bytes }

  /// Asks the server, and for nothing but which commit is current there.
  /// - Throws: `SyncError`, `CancellationError`.
  func reach(seconds: Int) async throws { try await repository.reach(seconds: seconds) }

  package func listing(since tip: String?) async throws -> TreeListing {
    try await repository.listing(since: tip)
  }

  package func expect(_ paths: [String]) async { await repository.expect(paths) }

  package func deliver(_ wanted: [Wanted], to take: @escaping @Sendable (Delivery) async throws -> Void)
    async throws
  {
    try await repository.deliver(wanted, to: take)
  }
}

/// Counts the bytes git says it receives.
final class ByteMeter: Sendable {
  private let total = Atomic<Int>(0), current = Atomic<Int>(0)

  /// Bytes so far.
  var bytes: Int { total.load(ordering: .relaxed) + current.load(ordering: .relaxed) }

  func add(_ count: Int) { total.add(count, ordering: .relaxed) }

  /// Reads `Receiving objects:  45% (288/638), 1.02 MiB | 2.00 MiB/s`.
  func read(_ line: String) {
    guard line.hasPrefix("Receiving objects: "), let bytes = ByteMeter.bytes(in: line) else { return }
    current.store(bytes, ordering: .relaxed)
  }

  /// The pack that is being received is over.
  func endPack() { add(current.exchange(0, ordering: .relaxed)) }

  /// More bytes than a pack has.
  private static let mostOfPack = 1e12

  private static func bytes(in line: String) -> Int? {
    guard let mark = line.firstRange(of: "), ") else { return nil }
    let words = line[mark.upperBound...].split(separator: " ")
    let units = ["byte": 1.0, "bytes": 1, "KiB": 1024, "MiB": 1_048_576, "GiB": 1_073_741_824]
    guard words.count >= 2, let number = Double(words[0]), let unit = units[words[1].filter(\.isLetter)]
    else {
      return nil
    }
    // A server can have git print anything here.
    return (0...mostOfPack).contains(number * unit) ? Int(number * unit) : nil
  }
}

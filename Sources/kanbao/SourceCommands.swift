// The commands about sources: add, sources, remove, sync.

import ArgumentParser
import Articles
import Dispatch
import Foundation
import Library
import Parsing
import Sync

struct SourceCommands {
  private let world: World

  init(_ world: World) { self.world = world }

  func add(_ address: String, name: String?, json: Bool) throws {
    let tree = try DirectoryTree(path: World.expanded(address))
    let files = try tree.listing(since: nil).files
    let front = try waiting { try await tree.frontPage() }
    let title = front?.title ?? ""
    let folder = tree.path.split(separator: "/").last.map(String.init) ?? "mirror"
    let key = cleanLine(name ?? (title.isEmpty ? folder : title))
    guard !key.isEmpty else {
      throw Failure(
        "报源要有名字；请用 --name 给一个", "報源要有名字；請用 --name 給一個", "a source needs a name; give one with --name")
    }
    let library = try world.openLibrary()
    try library.addSource(key: key, title: title, addresses: [tree.path])
    if json {
      for source in try library.sources() where source.key == key { try Output.json(SourceRecord(source)) }
    } else {
      let categories = front?.categories.count ?? 0
      Output.write(
        say(
          "\(key)：\(files.count) 个文件，\(categories) 个栏目。接下来：kanbao sync\n",
          "\(key)：\(files.count) 個檔案，\(categories) 個欄目。接下來：kanbao sync\n",
          "\(key): \(files.count) files, \(categories) categories. Next: kanbao sync\n"))
    }
  }

  func list(json: Bool) throws {
    for source in try world.openLibrary().sources() {
      if json {
        try Output.json(SourceRecord(source))
      } else {
        Output.write(
          "\(source.key)\t\(source.unread)/\(source.total)\t\(cleanLine(source.addresses.joined(separator: " ")))\n"
        )
      }
    }
  }

  func remove(_ name: String) throws { try world.openLibrary().removeSource(name) }

  /// Syncs the sources named, or all; one line each. Fails when one of them failed, after trying all.
  func sync(_ names: [String], json: Bool) throws {
    let library = try world.openLibrary()
    defer { library.close() }
    let sources = try library.sources()
    for name in names where !sources.contains(where: { $0.key == name }) {
      throw LibraryError.noSuchSource(name)
    }
    let chosen = names.isEmpty ? sources : sources.filter { names.contains($0.key) }
    guard !chosen.isEmpty else {
      throw Failure(
        "还没有报源；先添加一个：kanbao add 文件夹", "還沒有報源；先添加一個：kanbao add 資料夾",
        "there is no source yet; add one: kanbao add DIRECTORY")
    }
    let lock = try SyncLock(cache: world.places.cache)
    let teller = SyncTeller(reports: nil, lock: lock)
    var hasFailed = false
    for source in chosen {
      do {
        let report = try waiting {
          try await Syncing.run(source, library) { teller.tell($0, of: source.key) }
        }
        report.notes.forEach { Output.fail("\(source.key): \(explanation(of: $0, in: .ofLocale))") }
        try SourceCommands.print(report, of: source, json: json)
      } catch {
        Output.fail("\(source.key): \(explanation(of: error, in: .ofLocale))")
        hasFailed = true
      }
    }
    lock.release()
    if hasFailed { throw ExitCode.failure }
  }
}

extension SourceCommands {
  private static func print(_ report: SyncReport, of source: SourceSummary, json: Bool) throws {
    let new = report.progress.new, changed = report.progress.changed
    if json {
      return try Output.json(
        SyncRecord(name: source.key, new: new, changed: changed, notes: report.notes.map(\.description)))
    }
    Output.write(
      say(
        "\(source.key)：新到 \(new) 篇，更改 \(changed) 篇\n", "\(source.key)：新到 \(new) 篇，更改 \(changed) 篇\n",
        "\(source.key): \(new) new, \(changed) changed\n"))
  }
}

/// What came of syncing a source, as JSON.
private struct SyncRecord: Encodable { let name: String, new: Int, changed: Int, notes: [String] }

/// A source as JSON.
private struct SourceRecord: Encodable {
  struct Link: Encodable { let group: String, title: String, address: String }

  let name: String, title: String, addresses: [String]
  let total: Int, unread: Int
  let links: [Link]

  init(_ source: SourceSummary) {
    (name, title, addresses) = (source.key, source.title, source.addresses.map(cleanLine))
    (total, unread) = (source.total, source.unread)
    links = source.links.map { Link(group: $0.group, title: $0.title, address: $0.address) }
  }
}

enum Syncing {
  /// The tree of a source's address: the sample newspaper, or a folder.
  static func tree(_ address: String) throws -> any Tree {
    address == Sample.address ? Sample.tree : try DirectoryTree(path: address)
  }

  static func run(
    _ source: SourceSummary, _ library: Library, report: @escaping @Sendable (SyncProgress) -> Void
  ) async throws -> SyncReport {
    let address = source.addresses.first ?? ""
    return try await SyncEngine(library: library).sync(
      source.key, from: tree(address), at: address, report: report)
  }
}

/// Runs asynchronous work to its end, for commands that have nothing else to do.
func waiting<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
  let done = DispatchSemaphore(value: 0)
  let result = Outcome<Value>()
  Task.detached {
    do { result.set(.success(try await work())) } catch { result.set(.failure(error)) }
    done.signal()
  }
  done.wait()
  return try result.get()
}

extension World {
  /// The path at an address: `file://` and its percent-encoding undone (RFC 8089), `~` made the home folder.
  static func expanded(_ address: String) -> String {
    if address.hasPrefix("file:"), let url = URL(string: address),
      ["", "localhost"].contains(url.host() ?? "")
    {
      return url.path(percentEncoded: false)
    }
    if address == "~" || address.hasPrefix("~/") { return (environment("HOME") ?? "") + address.dropFirst() }
    return address
  }
}

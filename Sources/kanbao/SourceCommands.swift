// The commands about sources: add, sources, remove.

import ArgumentParser
import Articles
import Dispatch
import Foundation
import Library
import Parsing
import Sync

struct SourceCommands {
  private let common: CommonOptions
  private let world: World

  /// - Throws: `Failure` when the configuration cannot be read or is wrong.
  init(_ common: CommonOptions) throws { (self.common, world) = (common, try World(common)) }

  /// What is said where a source would have no name.
  static let nameless = Failure(
    "报源要有名字；请用 --name 给一个", "報源要有名字；請用 --name 給一個", "a source needs a name; give one with --name")

  /// Adds a source with some addresses, or mirrors to one there is.
  func add(_ addresses: [String], name: String?, to source: String?, json: Bool) throws {
    let library = try world.openLibrary()
    let settings = world.configuration.settings(of: source ?? name ?? "")
    let transports = world.transports
    var failures: [SyncError] = []
    // Before anybody is asked: a sync may be at what is kept of an address that is known.
    for address in addresses { try library.checkIsFree(MirrorAddress.forms(of: World.expanded(address))) }
    let found = try addresses.map { address in
      do {
        return try stoppable { try await transports.find(World.expanded(address), settings: settings) }
      } catch let error as SyncError where error.isOfTheMoment && addresses.count > 1 {
        // Another may be had: this one is taken as it is.
        failures.append(error)
        return FoundMirror(unseen: World.expanded(address))
      }
    }
    guard let first = found.first(where: \.isSeen) else {
      if let failure = failures.first { throw failure }
      return
    }
    failures.forEach { Output.fail($0) }
    let key: String
    if let source {
      key = source
      for mirror in found { try library.addMirror(mirror.address, to: source) }
    } else {
      key = cleanLine(name ?? (first.title.isEmpty ? first.name : first.title))
      guard !key.isEmpty else { throw SourceCommands.nameless }
      try library.addSource(key: key, title: first.title, addresses: found.map(\.address))
      try keep(first.frontPage, of: key, in: library)
    }
    if json {
      for source in try library.sources() where source.key == key {
        try Output.json(SourceRecord(source, configuredIn: world.configuration.source(key)?.place[.ofLocale]))
      }
    } else {
      for mirror in found where mirror.isSeen {
        Output.write(key + say("：", "：", ": ") + SourceCommands.line(mirror) + "\n")
      }
      let sync = common.line("sync")
      Output.write(say("接下来：\(sync)\n", "接下來：\(sync)\n", "Next: \(sync)\n"))
    }
  }

  /// Keeps what a front page names, so that one may choose among it before anything is fetched.
  private func keep(_ page: FrontPage?, of key: String, in library: Library) throws {
    guard let page else { return }
    var batch = Batch()
    batch.frontPage = page
    _ = try library.store(batch, source: key)
    try library.choose(world.configuration.settings(of: key).categories, of: key)
  }

  /// What was found at an address.
  private static func line(_ mirror: FoundMirror) -> String {
    let kind: Wording =
      switch mirror.kind {
      case .web: Wording("网上的镜像", "網上的鏡像", "a mirror on the web")
      case .git: Wording("git 仓库", "git 倉庫", "a git repository")
      case .file: Wording("打包的镜像", "打包的鏡像", "a mirror in a file")
      case .folder: Wording("文件夹", "資料夾", "a folder")
      }
    let address = shownAddress(mirror.address), categories = mirror.frontPage?.categories.count ?? 0
    let found = say(
      "\(kind.simplified) \(address)", "\(kind.traditional) \(address)", "\(kind.english) \(address)")
    // Where the front page names none, they may be found elsewhere: a sync tells.
    if categories == 0 { return found }
    let counted = categories == 1 ? "1 category" : "\(categories) categories"
    return found + say("，\(categories) 个栏目", "，\(categories) 個欄目", ", \(counted)")
  }

  func list(json: Bool) throws {
    for source in try world.openLibrary().sources() {
      let place = world.configuration.source(source.key)?.place[.ofLocale]
      if json {
        try Output.json(SourceRecord(source, configuredIn: place))
      } else {
        let addresses = source.addresses.map(shownAddress).joined(separator: " ")
        Output.row([source.key, "\(source.unread)/\(source.total)", addresses] + (place.map { [$0] } ?? []))
      }
    }
  }

  /// Removes a source, or one of its addresses; not what the configuration would bring back.
  func remove(_ name: String, address: String?) throws {
    try checkConfiguration(name, address)
    let library = try world.openLibrary()
    let addresses = try library.mirrors(of: name).map(\.address)
    if let address {
      // As it was given, as it is shown, or a folder as one says it from here.
      let given = World.expanded(address), plain = MirrorAddress.plain(given)
      let mirror =
        addresses.first { $0 == given } ?? addresses.first { $0 == plain }
        ?? addresses.first { shownAddress($0) == given } ?? given
      try library.removeMirror(mirror, of: name)
      world.transports.forget(mirror)
      if addresses == [mirror] {
        let add = common.line("add") + " --to " + shellWord(name)
        Output.line(
          say(
            "\(name) 没有地址了，不再更新；要加一个：\(add) 地址", "\(name) 沒有位址了，不再更新；要加一個：\(add) 位址",
            "\(name) has no address left and is not synced any more; to add one: \(add) ADDRESS"))
      }
    } else {
      try library.removeSource(name)
      addresses.forEach(world.transports.forget)
    }
  }
}

extension SourceCommands {
  /// - Throws: `Failure` where the configuration names the source, or the address among its own.
  private func checkConfiguration(_ name: String, _ address: String?) throws {
    guard let source = world.configuration.source(name) else { return }
    if let address {
      let forms = MirrorAddress.forms(of: World.expanded(address))
      let configured = source.addresses.flatMap { MirrorAddress.forms(of: World.expanded($0)) }
      guard !configured.filter({ forms.contains($0) || shownAddress($0) == address }).isEmpty else { return }
    }
    let place = source.place
    throw Failure(
      "\(name) 写在 \(place.simplified)，删了会再加上；请先从那里删去", "\(name) 寫在 \(place.traditional)，刪了會再加上；請先從那裡刪去",
      "\(name) stands in \(place.english) and would come back; remove it there first")
  }
}

/// A source as JSON.
private struct SourceRecord: Encodable {
  struct Link: Encodable { let group: String, title: String, address: String }

  let name: String, title: String, addresses: [String]
  let total: Int, unread: Int
  let links: [Link]
  /// Where in the configuration it stands.
  let configured: String?

  init(_ source: SourceSummary, configuredIn place: String?) {
    configured = place.map { cleanLine($0) }
    (name, title, addresses) = (source.key, source.title, source.addresses.map(shownAddress))
    (total, unread) = (source.total, source.unread)
    links = source.links.map { Link(group: $0.group, title: $0.title, address: $0.address) }
  }
}

extension World {
  /// The path at an address: `file://` and its percent-encoding undone (RFC 8089), `~` made the home folder.
  static func expanded(_ address: String) -> String {
    if address.hasPrefix("file:"), let url = URL(string: address),
      ["", "localhost"].contains(url.host() ?? "")
    {
      return url.path(percentEncoded: false)
    }
    if address == "~" || address.hasPrefix("~/") { return home + address.dropFirst() }
    return address
  }
}

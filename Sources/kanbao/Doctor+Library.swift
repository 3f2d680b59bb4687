// What the doctor finds of what is kept: both files, the index, the sources and where they come from.

import Foundation
import Library
import Sync

extension Doctor {
  /// The library, the index and the sources.
  var ofLibrary: [Finding] {
    let places = world.places
    guard access(places.cache, F_OK) == 0 || access(places.reader, F_OK) == 0 else {
      let add = common.line("add")
      let next =
        world.configuration.sources.isEmpty
        ? Wording("\(add) 地址", "\(add) 位址", "\(add) ADDRESS") : Wording(sync, sync, sync)
      let finding = Finding(.library, Wording("还没有；先运行 ", "還沒有；先執行 ", "none yet; run: ") + next)
      return [finding] + ((try? mirrors(of: nil)) ?? [])
    }
    // Before it is opened: opening sets a damaged cache aside.
    for file in [places.reader, places.cache] where Library.isDamaged(file) {
      return [Finding(.library, wrong: LibraryError.damaged(file).sentences)]
    }
    do {
      let library = try Library(places)
      defer { library.close() }
      return [try summary(of: library, places), index(of: library)] + (try sources(of: library))
        + (try choices(in: library)) + (try mirrors(of: library))
    } catch {
      return [Finding(.library, wrong: error.sentences)]
    }
  }

  private func summary(of library: Library, _ places: LibraryPlaces) throws -> Finding {
    let sources = try library.sources()
    let (total, unread) = sources.reduce((0, 0)) { ($0.0 + $1.total, $0.1 + $1.unread) }
    let starred = try library.count(.starred)
    let (cache, marks) = (size(places.cache), size(places.reader))
    return Finding(
      .library,
      Wording(
        "两个文件都完好，\(cache) 和 \(marks)；\(total) 篇，未读 \(unread)，星标 \(starred)",
        "兩個檔案都完好，\(cache) 和 \(marks)；\(total) 篇，未讀 \(unread)，星標 \(starred)",
        "both files are whole, \(cache) and \(marks); \(total) articles, \(unread) unread, \(starred) starred"
      ))
  }

  private func size(_ file: String) -> String {
    let bytes = ["", "-wal"].reduce(0) { sum, suffix in
      var information = stat()
      return sum + (stat(file + suffix, &information) == 0 ? Int(information.st_size) : 0)
    }
    return Output.size(bytes)
  }

  /// The command that brings what is looked at up to date.
  private var sync: String { common.line("sync") }

  private func index(of library: Library) -> Finding {
    library.lacksIndex && (try? library.count(.everything)) ?? 0 > 0
      ? Finding(
        .index,
        wrong: Wording(
          "还没做完；打开阅读界面或运行 \(sync) 就会做完", "還沒做完；開啟閱讀介面或執行 \(sync) 就會做完",
          "not complete; open the reader or run \(sync), and it will be"))
      : Finding(.index, Wording("齐全", "齊全", "complete"))
  }

  /// The sources that fail, a line each; all others in one.
  private func sources(of library: Library) throws -> [Finding] {
    var failing: [Finding] = []
    var last: Int64 = 0, hasMirrors = false
    let sources = try library.sources()
    for source in sources {
      let mirrors = try library.mirrors(of: source.key).map { MirrorHealth($0) }
      last = max(last, mirrors.map(\.succeeded).max() ?? 0)
      // What came in a file has none.
      if !mirrors.isEmpty { hasMirrors = true }
      let isFailing = !mirrors.isEmpty && mirrors.allSatisfy { $0.error != nil }
      guard isFailing, let newest = mirrors.max(by: { $0.asked < $1.asked }), let error = newest.error else {
        continue
      }
      let reason = error.sentences
      failing.append(
        Finding(
          .sources,
          wrong: Wording(
            "\(source.key)：\(reason.simplified)", "\(source.key)：\(reason.traditional)",
            "\(source.key): \(reason.english)")))
    }
    if !failing.isEmpty { return failing }
    let count = sources.count
    if count == 0, world.configuration.sources.isEmpty, !library.isReadOnly {
      let add = common.line("add")
      return [
        Finding(
          .sources, wrong: Wording("还没有；请运行 \(add) 地址", "還沒有；請執行 \(add) 位址", "none yet; run: \(add) ADDRESS"))
      ]
    }
    if hasMirrors, last == 0, !library.isReadOnly {
      return [
        Finding(
          .sources,
          wrong: Wording("还没有更新过；运行 \(sync)", "還沒有更新過；執行 \(sync)", "never synced; run: \(sync)"))
      ]
    }
    let time = last == 0 ? "-" : minute(last)
    return [
      Finding(
        .sources,
        Wording("\(count) 个，上次成功 \(time)", "\(count) 個，上次成功 \(time)", "\(count), last success \(time)"))
    ]
  }

  /// The names in the configuration that no category of their source has.
  private func choices(in library: Library) throws -> [Finding] {
    try library.sources().map(\.key).flatMap { source in
      let choice = world.configuration.settings(of: source).categories
      return try library.unknownNames(in: choice, of: source).map { unknown in
        let line = wording(SyncNote(unknown.name, .noCategory(nearest: unknown.nearest)))
        return Finding(.sources, wrong: Wording("\(source)：", "\(source)：", "\(source): ") + line)
      }
    }
  }
}

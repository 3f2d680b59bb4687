// The commands about newspapers in files: import, export.

import ArgumentParser
import Articles
import Foundation
import Library
import Parsing
import Sync

/// Reads a newspaper that came in a file.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: say(
      "读入文件里的报纸：git bundle，或 tar（可压缩：gz、bz2、xz、zst）。", "讀入檔案裡的報紙：git bundle，或 tar（可壓縮：gz、bz2、xz、zst）。",
      "Read a newspaper in a file: a git bundle, or a tar (plain, gz, bz2, xz, zst)."))

  @OptionGroup var common: CommonOptions
  @Argument(help: ArgumentHelp(say("文件", "檔案", "The file."), valueName: "file")) var file: String
  @Option(
    help: ArgumentHelp(
      say(
        "并入或新建叫这个名字的报源；不写就用它的刊名", "併入或新建叫這個名字的報源；不寫就用它的刊名",
        "The source it goes into, or is to become; otherwise its title."))) var name: String?
  @Flag(help: ArgumentHelp(say("每行一个 JSON 对象", "每行一個 JSON 物件", "One JSON object a line."))) var json = false

  func run() throws { try FileCommands(World(common)).read(World.expanded(file), name: name, json: json) }
}

/// Writes a source to a file.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: say(
      "把报源写成一个文件，别处的看报能读入。", "把報源寫成一個檔案，別處的看報能讀入。",
      "Write a source to a file that another Kanbao can import."))

  @OptionGroup var common: CommonOptions
  @Argument(help: ArgumentHelp(say("报源的名字", "報源的名字", "The name of the source."))) var source: String
  @Argument(
    help: ArgumentHelp(
      say(
        "文件，以 .tar、.tar.gz 或 .tar.zst 结尾", "檔案，以 .tar、.tar.gz 或 .tar.zst 結尾",
        "The file; its name ends in .tar, .tar.gz or .tar.zst."), valueName: "file")) var file: String
  @Option(
    help: ArgumentHelp(
      say("只要这天以来的，和没有日期的", "只要這天以來的，和沒有日期的", "Only articles since this day, and those without one."),
      valueName: "YYYY-MM-DD")) var since: String?

  /// The day; the first of a month or year that is given alone.
  private var day: CalendarDate? {
    let parts = (since ?? "").split(separator: "-", omittingEmptySubsequences: false).map { part in
      part.allSatisfy { "0123456789".contains($0) } ? Int(part) : nil
    }
    guard (1...3).contains(parts.count), !parts.contains(nil) else { return nil }
    let numbers = parts.compactMap(\.self) + [1, 1]
    return CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  func validate() throws {
    if since != nil, day == nil {
      throw ValidationError(
        say(
          "--since 要日期，如 2021-06-23 或 2021-06", "--since 要日期，如 2021-06-23 或 2021-06",
          "--since wants a date, such as 2021-06-23 or 2021-06")
      )
    }
    if TarCompression(ofName: file) == nil {
      throw ValidationError(
        say(
          "文件名要以 .tar、.tar.gz 或 .tar.zst 结尾", "檔名要以 .tar、.tar.gz 或 .tar.zst 結尾",
          "the file's name must end in .tar, .tar.gz or .tar.zst"))
    }
  }

  func run() throws {
    guard let compression = TarCompression(ofName: file) else { return }
    try FileCommands(World(common)).write(source, to: World.expanded(file), compression, since: day)
  }
}

struct FileCommands {
  private let world: World

  init(_ world: World) { self.world = world }

  /// Reads the newspaper in a file into the source of a name, which is made where there is none.
  func read(_ path: String, name: String?, json: Bool) throws {
    let library = try world.openLibrary()
    defer { library.close() }
    try library.checkItIsOurs()
    guard let lock = try world.syncLockIfFree else { throw SyncError.busy }
    defer { lock.release() }
    let scratch = world.places.cache + ".import"
    // One that a killed import has left, too.
    try? FileManager.default.removeItem(atPath: scratch)
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let tree = try openTree(inFile: World.absolute(path), scratch: scratch)
    let engine = world.engine(library)
    try stoppable {
      let title = try await tree.frontPage()?.title ?? ""
      let key = cleanLine(name ?? (title.isEmpty ? FileCommands.stem(of: path) : title))
      guard !key.isEmpty else { throw SourceCommands.nameless }
      if try !library.sources().contains(where: { $0.key == key }) {
        try library.addSource(key: key, title: title, addresses: [])
      }
      let report = try await engine.sync(
        key, importing: tree, settings: world.configuration.settings(of: key))
      lines(about: report, in: .ofLocale).forEach { Output.fail("\(key): \($0)") }
      try FileCommands.tell(report, of: key, json: json)
      _ = try library.markIgnored(by: world.configuration.ignored) { !Task.isCancelled }
    }
  }

  /// Writes a source to a file.
  func write(_ name: String, to path: String, _ compression: TarCompression, since: CalendarDate?) throws {
    let library = try world.openLibrary()
    defer { library.close() }
    guard let source = try library.sources().first(where: { $0.key == name }) else {
      throw LibraryError.noSuchSource(name)
    }
    let report = try stoppable { try Export(source, of: library, since: since).write(to: path, compression) }
    report.notes.forEach { Output.fail("\(name): \(explanation(of: $0, in: .ofLocale))") }
    Output.write(
      say(
        "\(name)：写出 \(report.articles) 篇\n", "\(name)：寫出 \(report.articles) 篇\n",
        "\(name): \(report.articles) \(report.articles == 1 ? "article" : "articles") written\n"))
  }

  /// A file's name without its endings.
  private static func stem(of path: String) -> String {
    String((path.split(separator: "/").last ?? "").prefix { $0 != "." })
  }

  private static func tell(_ report: SyncReport, of name: String, json: Bool) throws {
    let progress = report.progress
    if json {
      return try Output.json(
        ImportRecord(
          name: name, new: progress.new, changed: progress.changed, notes: report.notes.map(\.description)))
    }
    Output.write(counts(of: progress, name) + "\n")
  }
}

/// What came of an import, as JSON.
private struct ImportRecord: Encodable { let name: String, new: Int, changed: Int, notes: [String] }

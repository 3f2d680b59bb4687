// The configuration file: TOML, optional. All that is wrong in it is named with file, line and the remedy; what nobody
// knows is passed over.

import Foundation
import Hanzi
import Library
import Parsing
import Reader
import Sync
import Terminal
import Typesetting

/// How wide characters of ambiguous width are, or that the terminal is to be asked.
enum WidthSetting: String, CaseIterable { case narrow, wide, auto }

/// Which signs the program draws with, or that the terminal decides.
enum SymbolSetting: String, CaseIterable { case auto, unicode, ascii }

/// What becomes of the cursor when a row is marked.
enum AfterMark: String, CaseIterable { case stay, next }

/// Whether the cursor is seen.
enum CursorSetting: String, CaseIterable { case hidden, shown }

struct Configuration {
  /// The language of the program's own words; the locale's where nil.
  var language: Language?
  /// How articles are set; its measure is the longest line.
  var setting = Setting()
  /// How things look.
  var theme: Theme { namedTheme ?? ThemeFile.usual }
  private var namedTheme: Theme?
  /// The signs the program draws with, or whether the terminal decides.
  private var symbolSetting = SymbolSetting.auto
  /// What stands beside a list.
  var panes = PaneChoice.auto
  /// How the selected row is shown.
  var selectedRow = SelectedRow.bar
  /// What becomes of the cursor when a row is marked.
  var afterMark = AfterMark.stay
  /// Whether the cursor is seen.
  var cursor = CursorSetting.hidden
  /// Whether one is asked before the reader is left.
  var confirmsQuit = false
  /// Whether the mouse is the reader's, and no longer the terminal's.
  var usesMouse = false
  /// How wide characters of ambiguous width are.
  var ambiguousWidth = WidthSetting.auto
  /// What is shown first.
  var start = Start.front
  /// What is not to be read: queries of what is marked read when it comes.
  var ignored: [String] = []
  /// Which script things are shown in.
  var scripts = Scripts()
  /// The folder that articles are saved in; the current one where nil.
  var saveFolder: String?
  /// What keys mean.
  var keys = KeyTable()
  /// The sources that have addresses in the file, in its order.
  private(set) var sources: [Source] = []
  /// How sources are fetched, and how single ones are instead.
  private var sync = SourceSettings(), syncBySource: [String: SourceSettings] = [:]
  /// What is wrong in the file, in the order of its lines.
  private(set) var mistakes: [Mistake] = []

  /// A source that has addresses in the file.
  struct Source: Hashable {
    let name: String, addresses: [String]
    /// Where it stands.
    let file: String, line: Int?

    /// Where it stands, in words.
    var place: Wording {
      let line = line.map(String.init) ?? "?"
      return Wording("\(file) 第 \(line) 行", "\(file) 第 \(line) 行", "\(file), line \(line)")
    }
  }

  /// What holds where nothing is configured.
  init() {}

  /// What holds for strangers: no file is looked at.
  static var forStrangers: Configuration {
    var configuration = Configuration()
    configuration.namedTheme = ThemeFile.embeddedUsual
    return configuration
  }

  /// The signs the program draws with: of the old terminals, which have few, those that all have.
  var symbols: Symbols {
    switch symbolSetting {
    case .unicode: return .unicode
    case .ascii: return .ascii
    case .auto:
      return TerminalType.isOld(environment("TERM") ?? "") ? .ascii : .unicode
    }
  }

  /// A source by its name, where it has addresses in the file.
  func source(_ name: String) -> Source? { sources.first { $0.name == name } }

  /// How a source is fetched.
  func settings(of source: String) -> SourceSettings { syncBySource[source] ?? sync }
}

// MARK: Reading

extension Configuration {
  /// Reads the file at a path; without one, the file in its usual place where there is one.
  /// - Throws: `Failure` where it cannot be read, or where something in it is wrong that matters: that names the file, the
  ///   line and the remedy.
  static func read(_ path: String?) throws -> Configuration {
    let configuration = try examine(path)
    let mistakes = configuration.mistakes.filter { !$0.isHarmless }
    guard let first = mistakes.first else { return configuration }
    let others = mistakes.count - 1
    let more = Wording(
      "；另有 \(others) 处，见 kanbao config --check", "；另有 \(others) 處，見 kanbao config --check",
      "; \(others) more, see kanbao config --check")
    throw Failure(others > 0 ? first.sentence + more : first.sentence)
  }

  /// Reads a file likewise, whatever is wrong in it.
  /// - Throws: `Failure` where it cannot be read.
  static func examine(_ path: String?) throws -> Configuration {
    let file = path ?? usualFile
    guard path != nil || World.mayBeThere(file) else { return Configuration() }
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw Failure(
        "\(file) 读不了；请检查路径和权限", "\(file) 讀不了；請檢查路徑和權限",
        "\(file) cannot be read; check its path and who may read it")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      let line = 1 + (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0)
      throw Failure(
        "\(file) 第 \(line) 行不是 UTF-8；请存成 UTF-8", "\(file) 第 \(line) 行不是 UTF-8；請存成 UTF-8",
        "\(file): line \(line) is not UTF-8; save it as UTF-8")
    }
    return Configuration(Section(text: text, file: file))
  }

  /// Where the file is unless one is named.
  static var usualFile: String { World.folder("XDG_CONFIG_HOME", ".config") + "/kanbao/config.toml" }

  private init(_ section: Section) {
    // What holds for all sources comes before what single ones have instead.
    let early = section.mistakes { key in key == "sources" ? [] : try read(key, in: section) }
    let late = section.mistakes { key in key == "sources" ? try read(key, in: section) : [] }
    mistakes = (section.faults + early + late).sorted { ($0.line ?? 0) < ($1.line ?? 0) } + mistakes
  }

  private mutating func read(_ key: String, in section: Section) throws -> [Mistake] {
    switch key {
    case "keys": return readKeys(try section.section(key))
    case "theme": return try readTheme(section, key)
    case "sync": return try section.section(key).read(into: &sync)
    case "sources": return readSources(try section.section(key))
    default:
      guard let read = Configuration.settings[key] else {
        let known = Array(Configuration.settings.keys) + ["keys", "theme", "sync", "sources"]
        return [section.unknown(key, known: known.sorted())]
      }
      try read(&self, section, key)
      return []
    }
  }

  /// Each plain setting's name, and how it is read.
  private static let settings: [String: @Sendable (inout Configuration, Section, String) throws -> Void] = [
    "language": { $0.language = try $1.choice($2) },
    "measure": { $0.setting.measure = try $1.number($2, in: 10...400) },
    "kinsoku": { $0.setting.kinsoku = try $1.choice($2) },
    "hanging-punctuation": { $0.setting.hangs = try $1.flag($2) },
    "justified": { $0.setting.isJustified = try $1.flag($2) },
    "autospace": { $0.setting.autospace = try $1.flag($2) },
    "paragraphs": { $0.setting.paragraphs = try $1.choice($2) },
    "symbols": { $0.symbolSetting = try $1.choice($2) },
    "panes": { $0.panes = try $1.choice($2) },
    "selected-row": { $0.selectedRow = try $1.choice($2) },
    "after-mark": { $0.afterMark = try $1.choice($2) },
    "cursor": { $0.cursor = try $1.choice($2) },
    "confirm-quit": { $0.confirmsQuit = try $1.flag($2) },
    "mouse": { $0.usesMouse = try $1.flag($2) },
    "ambiguous-width": { $0.ambiguousWidth = try $1.choice($2) },
    "start": { $0.start = try $1.choice($2) },
    "ignore": { $0.ignored = try Configuration.queries($1, $2) },
    "script": { $0.scripts.all = try $1.choice($2) },
    "traditional": {
      $0.scripts.namedTraditional = try $1.choice($2, among: [.traditional, .taiwan, .hongKong])
    },
    "save-folder": { $0.saveFolder = try $1.text($2, Configuration.folder, Configuration.folder) },
    "regional-words": { $0.scripts.changesWords = try $1.flag($2) },
  ]

  /// Reads the theme that is named; what is wrong in its file comes after what is wrong in this one.
  private mutating func readTheme(_ section: Section, _ key: String) throws -> [Mistake] {
    let name = try section.text(key, Wording("主题的名字", "主題的名稱", "the name of a theme")) { $0 }
    guard let (theme, mistakes) = ThemeFile.theme(name) else {
      throw section.mistake(key, ThemeFile.missing(name))
    }
    (namedTheme, self.mistakes) = (theme, mistakes)
    return []
  }

  private mutating func readSources(_ sources: Section) -> [Mistake] {
    sources.mistakes { name in
      let source = try sources.section(name)
      guard !name.isEmpty, cleanLine(name) == name else { throw sources.mistake(name, Configuration.name) }
      var settings = sync
      var addresses: [String] = []
      let mistakes = source.mistakes { key in
        switch key {
        case "script": scripts.bySource[name] = try source.choice(key)
        case "address":
          addresses.insert(try source.text(key, Configuration.address, Configuration.address), at: 0)
        case "addresses":
          addresses += try source.texts(key, Configuration.addresses) { Configuration.address($0) != nil }
        case "categories":
          settings.categories.wanted = try source.texts(key, Configuration.categories, Configuration.isLine)
        case "skip-categories":
          settings.categories.skipped = try source.texts(key, Configuration.categories, Configuration.isLine)
        default: return try source.readSync(key, into: &settings, besides: Configuration.ofSources)
        }
        return []
      }
      syncBySource[name] = settings
      if !addresses.isEmpty {
        self.sources.append(
          Source(name: name, addresses: addresses, file: sources.file, line: sources.line(of: name)))
      }
      return mistakes
    }
  }

  /// What only single sources have.
  private static let ofSources = ["address", "addresses", "script", "categories", "skip-categories"]
  private static let categories = Wording("栏目名字的列表", "欄目名稱的列表", "a list of names of categories")

  private static func isLine(_ text: String) -> Bool {
    cleanLine(text) == text && text.contains { !$0.isWhitespace }
  }

  private static let name = Wording("报源的名字要是一行文字", "報源的名稱要是一行文字", "a source's name is one line of text")
  private static let queries = Wording(
    "搜索的列表，如 [\"title:彩票\"]", "搜尋的列表，如 [\"title:彩票\"]", "a list of searches, such as [\"title:彩票\"]")

  private static func queries(_ section: Section, _ key: String) throws -> [String] {
    let texts = try section.texts(key, queries, isLine)
    for text in texts {
      guard let problem = SearchQuery(text).problems.first else { continue }
      func explained(_ language: Language) -> String { "\(text)：\(language.explain(problem))" }
      throw section.mistake(
        key,
        Wording(
          explained(.simplified), explained(.traditional), "\(text): \(Language.english.explain(problem))"))
    }
    return texts
  }

  private static let folder = Wording(
    "文件夹：以 / 或 ~/ 开头", "資料夾：以 / 或 ~/ 開頭", "a folder that begins with / or ~/")

  private static func folder(_ text: String) -> String? {
    cleanLine(text) == text && (text.hasPrefix("/") || text.hasPrefix("~/")) ? text : nil
  }

  private static let address = Wording("地址", "位址", "an address") + forms
  private static let addresses = Wording("地址的列表", "位址的列表", "a list of addresses") + forms
  private static let forms = Wording(
    "：http(s)://、git://、ssh://、主机:目录，或一条路径", "：http(s)://、git://、ssh://、主機:目錄，或一條路徑",
    ": http(s)://, git://, ssh://, host:folder, or a path")

  /// What `kanbao add` would ask at.
  private static func address(_ text: String) -> String? {
    text.isEmpty || cleanLine(text) != text || !MirrorAddress.takes(World.expanded(text)) ? nil : text
  }
}

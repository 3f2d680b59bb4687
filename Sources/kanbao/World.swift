// Where things are on this machine: the folders, the configuration, the library.

import Foundation
import Library
import Reader
import Sync

/// The surroundings of one run.
struct World {
  let places: LibraryPlaces
  /// The folder of the cache, and that of what only this account keeps for a while.
  let cacheFolder: String, ownCache: String?
  private(set) var configuration: Configuration
  /// The configuration's file, where one was named.
  private let file: String?
  /// Whether the sources that the configuration names are the library's.
  private var takesSources = true

  /// - Throws: `Failure` when the configuration cannot be read or is wrong.
  init(_ common: CommonOptions) throws {
    try self.init(dataDir: common.dataDir, cache: common.cache, config: common.config)
  }

  init(dataDir: String?, cache: String? = nil, config: String?) throws {
    self.init(dataDir, cache, config, try Configuration.read(config))
  }

  /// The same with a configuration in place of the one in the file.
  init(_ common: CommonOptions, _ configuration: Configuration) {
    self.init(common.dataDir, common.cache, common.config, configuration)
  }

  private init(_ dataDir: String?, _ cache: String?, _ config: String?, _ configuration: Configuration) {
    (file, self.configuration) = (config, configuration)
    ownCache = World.ownCache(dataDir)
    cacheFolder = World.cacheFolder(dataDir, cache)
    places = World.places(dataDir: dataDir, cache: cache)
  }

  /// Where the library is, by the options that every command takes.
  static func places(dataDir: String?, cache: String?) -> LibraryPlaces {
    let data = dataDir.map { absolute($0) } ?? folder("XDG_DATA_HOME", ".local/share") + "/kanbao"
    return LibraryPlaces(
      cache: cacheFolder(dataDir, cache) + "/cache.sqlite", reader: data + "/reader.sqlite",
      isShared: cache != nil)
  }

  private static func cacheFolder(_ dataDir: String?, _ cache: String?) -> String {
    cache.map { absolute($0) } ?? ownCache(dataDir)
  }

  private static func ownCache(_ dataDir: String?) -> String {
    dataDir.map { absolute($0) } ?? folder("XDG_CACHE_HOME", ".cache") + "/kanbao"
  }

  /// The world of a stranger: a cache that is only read, and a folder for marks, their memory where nil. Nothing is
  /// configured.
  init(restrictedTo cache: String, marks: String?) {
    (file, configuration, ownCache) = (nil, .forStrangers, nil)
    cacheFolder = World.absolute(cache)
    places = LibraryPlaces(
      restrictedTo: cacheFolder + "/cache.sqlite", marks: marks.map { $0 + "/reader.sqlite" })
  }

  /// Whether a stranger reads, who is to learn nothing of the machine and its mirrors.
  var isRestricted: Bool { places.isRestricted }

  /// A line without the folders that are none of a stranger's business.
  func withoutPlaces(_ line: String) -> String {
    guard isRestricted else { return line }
    let folders = [places.cache, places.reader].map {
      $0.prefix(through: $0.lastIndex(of: "/") ?? $0.startIndex)
    }
    return folders.reduce(line) { $0.replacing($1, with: "") }
  }

  /// The same without the sources that the configuration names.
  var withoutSources: World {
    var world = self
    world.takesSources = false
    return world
  }

  /// Reads the configuration again. What is wrong in it; where that matters, all stays as it was.
  /// - Throws: `Failure` when it cannot be read.
  mutating func readAgain() throws -> [Mistake] {
    let new = try Configuration.examine(file)
    if new.mistakes.allSatisfy(\.isHarmless) { configuration = new }
    return new.mistakes
  }

  /// Opens the library for a command: what was found wrong, in it or in the configuration, is said on standard error.
  /// - Throws: `LibraryError`.
  func openLibrary() throws -> Library {
    for mistake in configuration.mistakes { Output.fail(mistake) }
    let library = try Library(places)
    library.notices.forEach(Output.fail)
    addSources(to: library).forEach(Output.fail)
    return library
  }

  /// Adds the sources, and addresses of sources, that the configuration names and the library has not. What is no longer
  /// in the configuration stays in the library. What could not be added.
  func addSources(to library: Library) -> [any Error] {
    guard takesSources, !library.isReadOnly, !configuration.sources.isEmpty else { return [] }
    let there: Set<String>
    do { there = Set(try library.sources().map(\.key)) } catch { return [error] }
    return configuration.sources.compactMap { source in
      do {
        try add(source, to: library, isThere: there.contains(source.name))
        return nil
      } catch {
        return error
      }
    }
  }

  private func add(_ source: Configuration.Source, to library: Library, isThere: Bool) throws {
    let forms = source.addresses.map { MirrorAddress.forms(of: World.expanded($0)) }
    guard isThere else {
      return try library.addSource(key: source.name, title: "", addresses: forms.compactMap(\.first))
    }
    let known = Set(try library.mirrors(of: source.name).map(\.address))
    for forms in forms where known.isDisjoint(with: forms) {
      if let address = forms.first { try library.addMirror(address, to: source.name) }
    }
  }

  /// Has the library know which categories the configuration chooses.
  func chooseCategories(of library: Library) throws {
    guard !library.isReadOnly else { return }
    for source in try library.sources().map(\.key) {
      try library.choose(configuration.settings(of: source).categories, of: source)
    }
  }

  /// How trees are opened: what is fetched by git is kept beside the cache.
  var transports: Transports {
    Transports(folder: cacheFolder, embedded: { $0 == Sample.address ? Sample.tree : nil })
  }

  /// What brings the sources of a library up to date.
  func engine(_ library: Library) -> SyncEngine {
    let transports = transports
    return SyncEngine(library: library) { try transports.tree(at: $0, settings: $1) }
  }

  /// The right to sync this library; nil while another process has it.
  var syncLockIfFree: SyncLock? {
    get throws { try SyncLock.ifFree(cache: places.cache, isShared: places.isShared) }
  }

  /// How this reader likes things.
  var preferences: Preferences {
    var preferences = Preferences(
      language: configuration.language ?? .ofLocale, setting: configuration.setting,
      traditional: configuration.scripts.traditional, script: configuration.scripts.all,
      panes: configuration.panes,
      selectedRow: configuration.selectedRow, start: configuration.start
    ).drawn(with: configuration.symbols)
    preferences.goesOnAfterMark = configuration.afterMark == .next
    preferences.showsCursor = configuration.cursor == .shown
    preferences.confirmsQuit = configuration.confirmsQuit
    return preferences
  }

  /// A folder of the XDG Base Directory Specification; relative values are to be ignored.
  static func folder(_ variable: String, _ standard: String) -> String {
    if let value = environment(variable), value.hasPrefix("/") { return value }
    return home + "/" + standard
  }

  /// The account's own folder, wherever its entry says where there is no HOME.
  static var home: String { environment("HOME") ?? NSHomeDirectory() }

  /// Whether a file is there, or may be: a link that leads nowhere is, and what stands in a folder that one may not look
  /// into.
  static func mayBeThere(_ path: String) -> Bool {
    var information = stat()
    return lstat(path, &information) == 0 || errno != ENOENT && errno != ENOTDIR
  }

  static func absolute(_ path: String, in folder: String = FileManager.default.currentDirectoryPath) -> String
  {
    // A folder that has been deleted has no name; nothing can be made in it, nor beside it.
    path.hasPrefix("/") || folder.isEmpty ? path : folder + "/" + path
  }
}

/// A variable of the environment; nil where it is missing or empty.
func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
}
